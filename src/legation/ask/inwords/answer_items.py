"""An answer in words as plain values, for services and tools."""

from __future__ import annotations

from typing import Any

from legation.ask.inwords.answer_types import Answer


def answer_item(answer: Answer) -> dict[str, Any]:
    """The answer: text, sentences with the ids of their records, and how it was understood."""
    asked = answer.asked
    return {
        "question": answer.question,
        "understood": asked is not None,
        "template": asked.template if asked else None,
        "arguments": dict(asked.arguments) if asked else {},
        "address": asked.address if asked else None,
        "not_understood": list(asked.left) if asked else [],
        "taken_for": [{"spelt": a, "taken_for": b} for a, b in asked.taken] if asked else [],
        "answer": answer.text,
        "sentences": [
            {"text": each.text, "basis": str(each.basis), "records": list(each.records)}
            for each in answer.sentences
        ],
        "more": answer.more,
        "not_told": answer.not_told,
        "options": [{"label": each.label, "question": each.question} for each in answer.options],
        "why": answer.why,
        "records": list(answer.records),
        "view": {"known": answer.known, "clock": answer.clock, "perspective": "neutral"},
    }
