"""Time expressions: what interval each names on Wednesday 25 October 2023."""

from __future__ import annotations

from datetime import date

import pytest
from factories import an_article

from legation.nlp.parse import load_model, parse
from legation.nlp.times import find_times
from legation.nlp.tokens import flat
from legation.nlp.told_days import time_of
from legation.records import How, Precision

pytestmark = pytest.mark.model

D, M, Y, R, S = (
    Precision.DAY,
    Precision.MONTH,
    Precision.YEAR,
    Precision.RANGE,
    Precision.SINCE,
)

ROWS = [
    ("They met on Tuesday.", "2023-10-24", "2023-10-24", D),
    ("They met on Wednesday.", "2023-10-25", "2023-10-25", D),
    ("They met last Wednesday.", "2023-10-18", "2023-10-18", D),
    ("They will meet on Monday.", "2023-10-30", "2023-10-30", D),
    ("They will meet on Wednesday.", "2023-10-25", "2023-10-25", D),
    ("They meet next Friday.", "2023-10-27", "2023-10-27", D),
    ("They plan to meet on Thursday.", "2023-10-26", "2023-10-26", D),
    ("They met yesterday.", "2023-10-24", "2023-10-24", D),
    ("They meet tomorrow.", "2023-10-26", "2023-10-26", D),
    ("They met on 3 October.", "2023-10-03", "2023-10-03", D),
    ("They met on December 12.", "2022-12-12", "2022-12-12", D),
    ("They will meet on December 12.", "2023-12-12", "2023-12-12", D),
    ("They met on March 5, 2019.", "2019-03-05", "2019-03-05", D),
    ("They met on 5th March 2019.", "2019-03-05", "2019-03-05", D),
    ("They met on 2019-03-05.", "2019-03-05", "2019-03-05", D),
    ("The boat sank on Thanksgiving Day.", "2022-11-24", "2022-11-24", D),
    ("They will hold it on Thanksgiving.", "2023-11-23", "2023-11-23", D),
    ("They voted on Election Day.", "2022-11-08", "2022-11-08", D),
    ("The bridge fell in nineteen ninety-six.", "1996-01-01", "1996-12-31", Y),
    ("It began in January nineteen ninety-one.", "1991-01-01", "1991-01-31", M),
    ("It fell in nineteen oh five.", "1905-01-01", "1905-12-31", Y),
    ("It ends by the year two thousand.", "2000-01-01", "2000-12-31", Y),
    ("The vote is this coming Sunday.", "2023-10-29", "2023-10-29", D),
    ("The firm wants to sell itself under a June pact.", "2023-06-01", "2023-06-30", M),
    ("The June pact will be renewed.", "2024-06-01", "2024-06-30", M),
    ("The summit is set for Oslo in April.", "2024-04-01", "2024-04-30", M),
    ("The summit was held in Oslo in April.", "2023-04-01", "2023-04-30", M),
    ("The vote was planned for early March.", "2024-03-01", "2024-03-31", M),
    ("They met in late March.", "2023-03-01", "2023-03-31", M),
    ("They met on April 24 and 25.", "2023-04-24", "2023-04-25", R),
    ("They met on April 24 and 25 men fell.", "2023-04-24", "2023-04-24", D),
    ("They met on April 24 and 25 in Oslo.", "2023-04-24", "2023-04-25", R),
    ("They shot twelve on April 3 and 25 in raids.", "2023-04-03", "2023-04-03", D),
    ("The talks will end by year-end.", "2023-01-01", "2023-12-31", Y),
    ("The road should be open by year's end.", "2023-01-01", "2023-12-31", Y),
    ("The prices fell at year-end.", "2022-01-01", "2022-12-31", Y),
    ("The aid fell in the current year.", "2023-01-01", "2023-12-31", Y),
    ("The aid fell in the current fiscal year.", "2023-01-01", "2023-12-31", Y),
    ("They left at the start of the month.", "2023-10-01", "2023-10-31", M),
    ("They left at the beginning of this year.", "2023-01-01", "2023-12-31", Y),
    ("Nine have died since the start of the year.", "2023-01-01", None, S),
    ("Australia held the vote last summer.", "2022-12-01", "2023-02-28", R),
    ("New Zealand's premier resigned last winter.", "2023-06-01", "2023-08-31", R),
    ("South Africa held the vote last summer.", "2022-12-01", "2023-02-28", R),
    ("France held the vote last summer.", "2023-06-01", "2023-08-31", R),
    ("They met in March 2019.", "2019-03-01", "2019-03-31", M),
    ("They met in March.", "2023-03-01", "2023-03-31", M),
    ("They met in November.", "2022-11-01", "2022-11-30", M),
    ("They met last June.", "2023-06-01", "2023-06-30", M),
    ("They took over earlier this month.", "2023-10-01", "2023-10-25", M),
    ("They left last month.", "2023-09-01", "2023-09-30", M),
    ("They left last year.", "2022-01-01", "2022-12-31", Y),
    ("They left in 2011.", "2011-01-01", "2011-12-31", Y),
    ("The 2015 accord failed.", "2015-01-01", "2015-12-31", Y),
    ("They left two years ago.", "2021-01-01", "2021-12-31", Y),
    ("They left three days ago.", "2023-10-22", "2023-10-22", D),
    ("They left two weeks ago.", "2023-10-09", "2023-10-15", R),
    ("They met this week.", "2023-10-23", "2023-10-29", R),
    ("They met last week.", "2023-10-16", "2023-10-22", R),
    ("They met last weekend.", "2023-10-21", "2023-10-22", R),
    ("It happened overnight.", "2023-10-24", "2023-10-25", R),
    ("They have led it since 1999.", "1999-01-01", None, S),
    ("They have led it since March 2021.", "2021-03-01", None, S),
    ("They have led it for two years.", "2021-01-01", None, S),
    ("It happened in the 1990s.", "1990-01-01", "1999-12-31", R),
    ("They met on Monday, October 9.", "2023-10-09", "2023-10-09", D),
    ("They will meet on Saturday, April 6.", "2024-04-06", "2024-04-06", D),
    ("They met on Oct. 3, a Tuesday, in Rome.", "2023-10-03", "2023-10-03", D),
    ("They met on Tuesday (October 3).", "2023-10-03", "2023-10-03", D),
    ("They met on Friday (June 2, 2017).", "2017-06-02", "2017-06-02", D),
    ("They met on 17/09/2023.", "2023-09-17", "2023-09-17", D),
    ("They left in August last year.", "2022-08-01", "2022-08-31", M),
    ("They left on 5 August last year.", "2022-08-05", "2022-08-05", D),
    ("They will meet this December.", "2023-12-01", "2023-12-31", M),
    ("They met on the 4th of this month.", "2023-10-04", "2023-10-04", D),
    ("They will meet on the last Friday of this month.", "2023-10-27", "2023-10-27", D),
    ("They met on the last day of 2022.", "2022-12-31", "2022-12-31", D),
    ("They met on New Year’s Eve.", "2022-12-31", "2022-12-31", D),
    ("They will meet on Christmas Day.", "2023-12-25", "2023-12-25", D),
    ("They met over the weekend.", "2023-10-21", "2023-10-22", R),
    ("They will meet this weekend.", "2023-10-28", "2023-10-29", R),
    ("They left in the spring of 2019.", "2019-03-01", "2019-05-31", R),
    ("They left last winter.", "2022-12-01", "2023-02-28", R),
    ("They will leave in the winter.", "2023-12-01", "2024-02-29", R),
    ("They will meet in two weeks.", "2023-11-06", "2023-11-12", R),
    ("They will meet in three days.", "2023-10-28", "2023-10-28", D),
    ("They left a fortnight ago.", "2023-10-09", "2023-10-15", R),
    ("They will meet the day after tomorrow.", "2023-10-27", "2023-10-27", D),
    ("They met from Monday to Wednesday.", "2023-10-23", "2023-10-25", R),
    ("They fought from May 2019 to July 2020.", "2019-05-01", "2020-07-31", R),
    ("They met between May 3 and 6.", "2023-05-03", "2023-05-06", R),
    ("They invited him to talks on Monday.", "2023-10-30", "2023-10-30", D),
    ("They put the vote off to Monday.", "2023-10-30", "2023-10-30", D),
    ("They called an election for November 5.", "2023-11-05", "2023-11-05", D),
    ("They promised to leave on Monday.", "2023-10-30", "2023-10-30", D),
    ("They managed to leave on Monday.", "2023-10-23", "2023-10-23", D),
    ("They may leave on Monday.", "2023-10-30", "2023-10-30", D),
    ("They may have left on Monday.", "2023-10-23", "2023-10-23", D),
    ("They arrive in Rome on Monday.", "2023-10-30", "2023-10-30", D),
    ("They will discuss Monday's attack.", "2023-10-30", "2023-10-30", D),
    ("They hope to survive Monday's attack.", "2023-10-23", "2023-10-23", D),
    ("They fought between 1992 and 1995.", "1992-01-01", "1995-12-31", R),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), ROWS, ids=[r[0] for r in ROWS])
def test_time_names_interval(text: str, first: str, last: str | None, precision: Precision) -> None:
    article = an_article(text, published="2023-10-25")
    (time,) = find_times(parse(article, load_model()), article)
    assert time.when.first == date.fromisoformat(first)
    assert time.when.last == (date.fromisoformat(last) if last else None)
    assert time.when.precision is precision


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("They closed the port until Monday.", "2023-10-30"),
        ("They ruled the port until Monday.", "2023-10-23"),
        ("They had closed the port until Monday.", "2023-10-23"),
        ("They will rule the port until Monday.", "2023-10-30"),
    ],
)
def test_until_looks_ahead_of_what_is_not_over(text: str, last: str) -> None:
    article = an_article(text, published="2023-10-25")
    (time,) = find_times(parse(article, load_model()), article)
    assert (time.when.first, time.when.last) == (None, date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "Canada kept Thanksgiving Day.",
        "Australia and France held the vote last summer.",
        "They gave nineteen towns seventy men.",
        "Two thousand men marched.",
        "They joined the 2 May Movement.",
        "They were jailed for three years.",
        "They held the town for two weeks.",
        "It was the third attack in two weeks.",
        "They met on 05/04/2023.",
        "They mourned the fall of the town.",
        "The year ended with a war.",
        "Prices have risen since year-end.",
    ],
)
def test_what_names_no_time_is_none(text: str) -> None:
    article = an_article(text, published="2023-10-25")
    assert find_times(parse(article, load_model()), article) == ()


@pytest.mark.parametrize(
    ("text", "verb", "year"),
    [
        ("Kosovo declared independence in 2008 and was recognised by Japan.", "recognised", None),
        ("Kosovo declared independence in 2008 and was recognised by Japan.", "declared", 2008),
        ("Mali seized power in 2020 and expelled the envoy.", "expelled", None),
        ("Bolivia recognised Kosovo, which declared independence in 2008.", "recognised", None),
        ("Angola annexed the port in 1975 and has since rejected talks.", "rejected", None),
        ("In 2008 Kosovo declared independence and sent envoys to Japan.", "sent", 2008),
        ("Chad signed the pact and sent envoys to Japan in 2008.", "sent", 2008),
        ("Ghana met the king on 3 May 2008 and signed a treaty with Togo.", "signed", 2008),
        ("Spain joined the bloc in May 1986 and quit the pact in 1999.", "quit", 1999),
        ("Peru cut ties with Mexico, which gave him asylum in 2022.", "cut", None),
    ],
)
def test_year_between_two_verbs_is_that_of_the_first(
    text: str, verb: str, year: int | None
) -> None:
    article = an_article(text, published="2023-10-25")
    doc = flat(parse(article, load_model()), article.text)
    token = next(t for t in doc if t.text == verb)
    found = time_of(token, find_times(doc, article))
    first = found.when.first if found else None
    assert (first and first.year) == year


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Delhi blamed Islamabad for an attack on 22 April.", "blamed", None),
        ("Delhi blamed Islamabad for an attack on 22 April.", "attack", "2023-04-22"),
        ("Delhi blamed Islamabad for an attack in Jammu on 22 April.", "blamed", None),
        ("Peru accused Chile of an attack on a ship on 3 March.", "accused", None),
        ("Sudan denied the raid on 3 March in which six died.", "denied", None),
        ("Sudan denied the raid on 3 March in which six died.", "raid", "2023-03-03"),
        ("Kenya blamed the rebels on Tuesday for an attack on a bus.", "blamed", "2023-10-24"),
        ("Kenya on Tuesday blamed the rebels for an attack on a bus.", "blamed", "2023-10-24"),
        ("Chad condemned the attack on Monday.", "condemned", None),
        ("Chad condemned the attack on Monday.", "attack", None),
        ("Chad condemned the attack, on Monday, and left.", "condemned", "2023-10-23"),
        ("Chad condemned Monday's attack.", "condemned", None),
        ("Chad condemned Monday's attack.", "attack", "2023-10-23"),
        ("Mali protested against the arrest of its envoy in June.", "protested", None),
        ("Mali accused Chad of fraud on Monday.", "accused", "2023-10-23"),
        ("Mali accused Chad of fraud at a summit on Monday.", "accused", "2023-10-23"),
        ("Iran rejected the accusation on Monday.", "rejected", "2023-10-23"),
        ("Chad condemned the attack yesterday.", "condemned", "2023-10-24"),
        ("Chad blamed the rebels for the attack yesterday.", "blamed", None),
        ("Niger expelled the envoy over the raid on Sunday.", "expelled", None),
        ("Togo shelled the port in retaliation for a strike on Sunday.", "shelled", None),
        ("The two met ahead of a summit on Sunday.", "met", None),
        ("The two met in Geneva on Monday.", "met", "2023-10-23"),
        ("He landed in Chad for a visit on Sunday.", "landed", "2023-10-22"),
        ("The junta took power after a coup on 5 March 2021.", "took", None),
    ],
)
def test_day_of_another_deed_is_not_that_of_the_verb(text: str, word: str, day: str | None) -> None:
    article = an_article(text, published="2023-10-25")
    doc = flat(parse(article, load_model()), article.text)
    token = next(t for t in doc if t.text == word)
    found = time_of(token, find_times(doc, article))
    assert (str(found.when.first) if found else None) == day


@pytest.mark.parametrize(
    ("published", "text", "first", "last"),
    [
        # on a Saturday or Sunday "last week" may be the week that ends
        ("2018-02-10", "Chad bombed the town last week.", "2018-01-29", "2018-02-10"),
        ("2018-02-11", "Chad bombed the town last week.", "2018-01-29", "2018-02-11"),
        ("2018-02-12", "Chad bombed the town last week.", "2018-02-05", "2018-02-11"),
        ("2018-02-07", "Chad bombed the town last week.", "2018-01-29", "2018-02-04"),
        # what is only made ready is to come
        ("2024-05-10", "Chad is preparing for an election in June.", "2024-06-01", "2024-06-30"),
        ("2024-05-10", "The campaign for the vote in November has begun.", "2024-11-01",
         "2024-11-30"),
        ("2024-05-10", "They can take part in planning for the summit in July.", "2024-07-01",
         "2024-07-31"),
        ("2024-05-10", "Chad criticised preparations for the vote in March.", "2024-03-01",
         "2024-03-31"),
        # when it will be, under what is to come
        ("2024-03-29", "He will leave when the case is heard in May.", "2024-05-01", "2024-05-31"),
        ("2024-03-29", "He left when the case was heard in January.", "2024-01-01", "2024-01-31"),
        ("2024-01-07", "The panel summoned the boy to testify on Feb. 10.", "2024-02-10",
         "2024-02-10"),
        ("2024-05-07", "The panel helped the boy to testify on Feb. 10.", "2024-02-10",
         "2024-02-10"),
    ],
)  # fmt: skip
def test_clause_tells_which_week_or_month_is_meant(
    published: str, text: str, first: str, last: str
) -> None:
    article = an_article(text, published=published)
    found = find_times(parse(article, load_model()), article)
    assert [(str(t.when.first), str(t.when.last)) for t in found] == [(first, last)]


RECKONED = [
    ("He landed on Sunday. A day earlier, he had met the king.", "2023-10-21", "2023-10-21"),
    ("They signed on Monday. The day before, talks had failed.", "2023-10-22", "2023-10-22"),
    ("Shells hit the port on 3 October. The next day the mayor fled.", "2023-10-04", "2023-10-04"),
    ("The king died on 2 May 2011. Two days later his son ruled.", "2011-05-04", "2011-05-04"),
    ("They met on October 10 and again a week later.", "2023-10-16", "2023-10-22"),
    ("The envoy arrived on Friday; the following day he left.", "2023-10-21", "2023-10-21"),
    ("It seceded in 1991. Two years later it joined the bank.", "1993-01-01", "1993-12-31"),
    ("The truce began in March 2020. A month later it collapsed.", "2020-04-01", "2020-04-30"),
    ("She spoke on Tuesday, and he replied the same day.", "2023-10-24", "2023-10-24"),
    ("The army left on 30 September, and the rebels came three days after.", "2023-10-03",
     "2023-10-03"),
    ("He was sworn in on 9 June 2018 after winning the vote 10 days earlier.", "2018-05-30",
     "2018-05-30"),
    ("On Monday the panel met. It had dissolved itself the previous week.", "2023-10-16",
     "2023-10-22"),
    ("The port fell on Sunday. A day later than planned the convoy left.", None, None),
    ("They met in 2019. The next day the talks ended.", None, None),
    ("The talks failed. A day earlier, both had been hopeful.", None, None),
    ("They left on Sunday, the day before the vote.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), RECKONED, ids=[r[0] for r in RECKONED])
def test_time_is_reckoned_from_the_day_told_before(
    text: str, first: str | None, last: str | None
) -> None:
    article = an_article(text, published="2023-10-25")
    found = find_times(parse(article, load_model()), article)
    later = found[-1].when if len(found) > 1 else None
    assert (str(later.first), str(later.last)) == (first, last) if later else first is None


@pytest.mark.parametrize(
    "text",
    [
        "Some 1,900 troops came.",
        "Resolution 1701 was adopted.",
        "They may leave.",
        "Protesters march through the city.",
        "The fund has $2023 left.",
    ],
)
def test_number_or_word_that_is_no_time(text: str) -> None:
    article = an_article(text, published="2023-10-25")
    assert find_times(parse(article, load_model()), article) == ()


def test_relative_time_without_publication_day_is_unknown() -> None:
    article = an_article("They met on Tuesday. They left in 2011.", published=None)
    (time,) = find_times(parse(article, load_model()), article)
    assert time.when.first == date(2011, 1, 1)
    assert time.when.how is How.EXPLICIT
