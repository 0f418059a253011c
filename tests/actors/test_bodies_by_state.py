"""A name that bodies of several states share stands for the one the text is about."""

from __future__ import annotations

from datetime import date

import pytest

from legation.read import Reader
from legation.records import Article

SENTENCES = (
    ("The Federal Police in Baghdad said two officers were killed.", "iraqi-federal-police"),
    ("Germany's Federal Police said 300 people were stopped.", "bundespolizei"),
    ("The Court of Cassation in Ankara upheld the verdict.", "turkish-court-of-cassation"),
    ("The Court of Cassation in Paris rejected the appeal.", "french-court-of-cassation"),
    (
        "The State Border Guard Service said drones had come in, officials in Kyiv confirmed.",
        "state-border-guard-service-of-ukraine",
    ),
    ("Turkish Hezbollah attacked a police post in Batman.", "turkish-hizbullah"),
    ("Hezbollah attacked an army post in the Galilee.", "hezbollah"),
)


@pytest.mark.model
@pytest.mark.parametrize(("text", "actor"), SENTENCES, ids=[t for t, _ in SENTENCES])
def test_shared_name_is_the_body_of_the_state_named(text: str, actor: str, reader: Reader) -> None:
    reading = reader.read(Article.from_text(text, published=date(2021, 3, 1)))
    assert actor in {mention.actor_id for mention in reading.mentions}
