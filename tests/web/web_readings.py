"""Two readings made by hand: a visit, and a page whose texts try to be more than text."""

from __future__ import annotations

from dataclasses import replace

from factories import a_claim, a_mention, a_reading, a_statement, a_when, an_article, an_event

from legation.records import Kind, Predicate, Reading, StatementKind, Status

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202egnp.exe {{ 7*7 }}"


def visit() -> Reading:
    """A visit, what was said there, and who holds an office."""
    article = an_article(
        "Foreign Minister Amina Mohamed of Kenya visited Chad on Friday.\n\n"
        "“Chad must open the border,” she said in N'Djamena.\n\n"
        "Chad may send troops to the border. Nobody was there.",
        title="Kenya's minister visits Chad",
    )
    minister = a_mention(
        article, "Amina Mohamed", country="KEN", sector="GOV", actor_id="amina-mohamed"
    )
    kenya = a_mention(article, "Kenya", kind=Kind.STATE, country="KEN", actor_id="KEN")
    chad = a_mention(article, "Chad", kind=Kind.STATE, country="TCD", actor_id="TCD")
    said = a_statement(
        article, "Chad must open the border", speaker=minister, cue="said", act="demands"
    )
    visited = an_event(
        article,
        "visited Chad",
        mode="visit",
        cameo="042",
        actors=(minister,),
        recipients=(chad,),
        when=a_when("2024-03-08"),
    )
    asked = an_event(
        article,
        "must open",
        type="REQUEST",
        cameo="100",
        quad=3,
        goldstein=-1.0,
        actors=(kenya,),
        recipients=(chad,),
        said_in=said.id,
    )
    troops = an_event(
        article,
        "send troops",
        type="MOBILIZE",
        cameo="150",
        quad=4,
        goldstein=-7.2,
        actors=(chad,),
        status=Status.POSSIBLE,
    )
    office = a_mention(article, "Foreign Minister", kind=Kind.OFFICE, country="KEN")
    holds = a_claim(article, minister, Predicate.HOLDS_OFFICE, office)
    return a_reading(
        article,
        mentions=(minister, kenya, chad, office),
        statements=(said,),
        events=(visited, asked, troops),
        claims=(holds,),
    )


def hostile() -> Reading:
    """A page whose every text tries to be more than text."""
    article = an_article(
        f"{HOSTILE} said that {HOSTILE * 2} met Chad.", title=HOSTILE, published=None
    )
    who = a_mention(article, HOSTILE, name=HOSTILE, role=HOSTILE)
    chad = a_mention(article, "Chad", kind=Kind.STATE, country="TCD", actor_id="TCD")
    said = a_statement(
        article, HOSTILE * 2, speaker=who, cue="said", kind=StatementKind.INDIRECT, act="says"
    )
    met = an_event(article, "met Chad", actors=(who,), recipients=(chad,), said_in=said.id)
    return a_reading(article, mentions=(who, chad), statements=(said,), events=(met,))


def unwieldy() -> Reading:
    """A page with a word of 10,000 letters, a NUL, an address that is script, marks of order."""
    article = replace(
        an_article(
            f"{'W' * 10_000} met Egypt. It was over.",
            title=f"{'T' * 10_000}\x00\u2066\u202e{HOSTILE}",
        ),
        outlet='"><svg onload=alert(3)>',
        url="javascript:alert(4)",
    )
    egypt = a_mention(article, "Egypt", kind=Kind.STATE, country="EGY", actor_id="EGY")
    return a_reading(article, mentions=(egypt,))


def arabic() -> Reading:
    """A page whose quotation runs from right to left."""
    text = "قال وزير الخارجية: «لن نغلق الحدود (أبدا) 24 ساعة»، في القاهرة."
    article = replace(an_article(text, title="مصر تتحدث"), outlet="جريدة القاهرة")
    minister = a_mention(article, "وزير الخارجية", country="EGY", sector="GOV")
    said = a_statement(
        article, "لن نغلق الحدود (أبدا) 24 ساعة", speaker=minister, cue="قال", act="says"
    )
    return a_reading(article, mentions=(minister,), statements=(said,))


WIRE = (
    "The harbour of Port Vell was closed on Monday after a storm tore two cranes from the quay.",
    "Engineers from three countries were asked to look at the damage before ships come back.",
    "The harbour master said that the channel was clear and that the lights were working.",
    "Fishing boats were towed to the old basin, where they will stay until the end of the week.",
    "Grain for the inland towns will be carried by rail from the northern terminal instead.",
    "The insurers sent nobody, and the town has not yet said who will pay for the repairs.",
    "Schools near the water stayed open, and the ferry to the islands ran an hour late.",
    "Nobody was hurt.",
)


def wire() -> Reading:
    """A story that another outlet reprints."""
    text = " ".join(WIRE)
    article = replace(an_article(text, title="A harbour is closed"), outlet="First Post")
    return a_reading(article)


def reprinted() -> Reading:
    """The same as another outlet has it, a day later: a sentence cut, one changed, one added."""
    told = [*WIRE[:6], WIRE[6].replace("an hour late", "on time"), "Rain fell all day."]
    article = an_article(" ".join(told), title="Storm shuts harbour", published="2024-03-10")
    return a_reading(replace(article, outlet="Second Post"))


def commander(name: str, outlet: str) -> Reading:
    """An article that names somebody as commander of a force, since one and the same month."""
    article = replace(
        an_article(f"{name} has commanded UNIFIL since 1 February 2022.", title=name),
        outlet=outlet,
    )
    who = a_mention(article, name, actor_id=name.casefold().replace(" ", "-"))
    force = a_mention(article, "UNIFIL", kind=Kind.MISSION, actor_id="unifil")
    claim = a_claim(article, who, Predicate.COMMANDS, force)
    return a_reading(
        article, mentions=(who, force), claims=(replace(claim, valid=a_when("2022-02-01")),)
    )
