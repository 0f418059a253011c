"""Why there is an event and why there is none; what another lexicon changes."""

from __future__ import annotations

from pathlib import Path

import constructions
import pytest

from legation import Article, Reader
from legation.events.compose import compose
from legation.events.explain import explain, flips
from legation.events.lexicon import Lexicon, load_lexicon
from legation.events.triggers import find_candidates
from legation.nlp.anchors import Anchors
from legation.records import Event

pytestmark = pytest.mark.model


def read(reader: Reader, text: str) -> tuple[Article, tuple[Event, ...]]:
    article = Article.from_text(text, published="2024-03-09")
    return article, reader.read(article).events


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """A lexicon with two verbs."""
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "verbs.csv").write_text(
        "lemma,particle,object,prep,source,target,type,mode,cameo,contexts,except,example\n"
        "condemn,,@actor,,,,THREATEN,,130,,,France condemned Mali.\n"
        "visit,,@actor|@place,,,,CONSULT,visit,042,diplomatic,,France visited Mali.\n",
        encoding="utf-8",
    )
    return load_lexicon(folder)


def test_an_event_tells_entry_runners_up_and_margin(reader: Reader) -> None:
    article, events = read(reader, "France recalled its ambassador from Niger.")
    told = reader.explain(article, events[0])
    word = next(w for w in told.words if w.passage.text == "recalled")
    assert word.tried[0].rule == events[0].rule
    assert word.tried[0].why_not is None
    assert any("ambassador" in (t.why_not or "") for t in word.tried)


def test_an_exclusion_is_named(reader: Reader) -> None:
    article = Article.from_text("A flood displaced five thousand villagers in Chad.")
    _, silent = reader.try_events(article, load_lexicon())
    word = next(w for w in silent if w.passage.text == "displaced")
    assert any(t.why_not == 'excluded: the subject "flood"' for t in word.tried)
    assert word.no_event == "no entry fits"


def test_a_word_whose_parties_are_not_known_says_so(reader: Reader) -> None:
    article = Article.from_text("It visited her.")
    told, silent = reader.try_events(article, load_lexicon())
    assert told == ()
    assert [w.no_event for w in silent if w.passage.text == "visited"] != []


def test_reasons_agree_with_the_matcher(reader: Reader) -> None:
    """Over many sentences, what fits by its reasons is what the matcher took."""
    lexicon = load_lexicon()
    compared = 0
    for sentence in list(constructions.sentences())[::6]:
        article = Article.from_text(sentence)
        doc, mentions, _, _ = reader.before_events(article)
        anchors = Anchors(doc, mentions)
        candidates = find_candidates(doc, anchors, lexicon)
        compose(doc, candidates, anchors, lexicon)
        _, silent = reader.try_events(article, lexicon)
        events = reader.read(article).events
        told = [w for e in events for w in explain(e, doc, article, mentions).words]
        by_start = {w.passage.start: w for w in (*silent, *told)}
        for token in doc:
            word = by_start.get(token.idx)
            if word is None:
                assert token.i not in candidates, (sentence, token.text)
                continue
            fits = [t for t in word.tried if t.why_not is None and t.table != "operators"]
            taken = candidates.get(token.i)
            assert bool(fits) == (taken is not None), (sentence, token.text)
            if taken is not None:
                assert (fits[0].rule, fits[0].line) == (taken.frame.rule, taken.frame.line)
                compared += 1
    assert compared >= 100


def test_every_entry_tried_stands_where_it_says(reader: Reader) -> None:
    article, events = read(reader, "Chad's premier visited Mali.")
    tried = reader.explain(article, events[0]).words[0].tried[0]
    table = Path(__file__).parents[2] / "src/legation/data/language/en" / f"{tried.table}.csv"
    line = table.read_text(encoding="utf-8").splitlines()[tried.line - 1]
    assert "visit" in line.split(",")[0].split("|")


def test_another_lexicon_flips_events(reader: Reader, smaller: Lexicon) -> None:
    article = Article.from_text("Turkey condemned Greece. Chad bombed Mali.")
    ((_, changed),) = reader.flips([article], load_lexicon(), smaller)
    kinds = {(f.before.type if f.before else "", f.after.type if f.after else "") for f in changed}
    assert ("ACCUSE", "THREATEN") in kinds
    assert ("ASSAULT", "") in kinds


def test_the_same_lexicon_flips_nothing(reader: Reader) -> None:
    article, events = read(reader, "Turkey condemned Greece. Chad bombed Mali.")
    assert [c for _, c in reader.flips([article], load_lexicon(), load_lexicon())] == [()]
    assert flips(events, events) == ()
