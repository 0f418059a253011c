"""Which event answers which: only where words of answering say so, and both are events."""

from __future__ import annotations

import pytest

from legation import Article, Reader

pytestmark = pytest.mark.model


def answers(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    events = reader.read(Article.from_text(text, published="2025-05-07")).events
    known = {event.id: event for event in events}
    return [
        (e.trigger.text, known[e.response_to.value].trigger.text, e.response_to.passage.text)
        for e in events
        if e.response_to is not None
    ]


@pytest.mark.parametrize(
    ("text", "answer", "answered", "words"),
    [
        ("Russia expelled two Polish envoys in response to the expulsion of its consul by Warsaw.",
         "expelled two Polish envoys", "expulsion",
         "in response to the expulsion of its consul by Warsaw"),
        ("Iran fired missiles at Israel in retaliation for the killing of a general in Damascus.",
         "fired missiles", "killing", "in retaliation for the killing of a general in Damascus"),
        ("Mali cut ties with Ukraine in response to an attack by rebels on its army.",
         "cut ties", "attack", "in response to an attack by rebels on its army"),
        ("The strike on Yemen came in retaliation for a drone attack by the Houthis on Tel Aviv.",
         "strike", "attack", "in retaliation for a drone attack by the Houthis on Tel Aviv"),
        ("Russia, in response to Finland's decision to close the border, recalled its envoy "
         "from Oslo.", "recalled its envoy", "close the border",
         "in response to Finland's decision"),
        ("Colombia reacted to the raid on its embassy in Lima by recalling its envoy from Chad.",
         "recalling its envoy", "raid", "reacted to the raid on its embassy in Lima"),
        ("After Kenya recalled its envoy from Somalia, Somalia expelled the Kenyan envoy in "
         "response.", "expelled the Kenyan envoy", "recalled its envoy", "in response"),
        ("Chad expelled the French envoy. In response, France expelled the Chadian envoy.",
         "expelled the Chadian envoy", "expelled the French envoy", "In response"),
    ],
)  # fmt: skip
def test_words_of_answering_link_two_events(
    reader: Reader, text: str, answer: str, answered: str, words: str
) -> None:
    assert answers(reader, text) == [(answer, answered, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Chad expelled the French envoy after France recalled its envoy.",
        "Niger closed its border because of the attack by rebels on a market.",
        "Kenya said in response to a question that it had expelled the Somali envoy.",
        "Chad did not expel the French envoy in response to the raid by French troops.",
        "Sudan shelled Chad in response to the weather.",
        "Israel struck Gaza. In response, Chad expelled the French envoy.",
        "Israel struck Gaza. Hamas fired rockets at Israel.",
        "Turkey vowed revenge for the attack on its embassy in Chad.",
        "Chad expelled the French envoy. A day later, in response to rain, France shelled Chad.",
    ],
)
def test_what_only_came_after_answers_nothing(reader: Reader, text: str) -> None:
    assert answers(reader, text) == []
