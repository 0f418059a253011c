"""The parse and what is read off it: spaCy lives here.

spaCy imports its command line with itself, and with that an HTTP client, templates and more: a
quarter of the import. It is left out where we are the first to import spaCy; `import spacy.cli`
finds it as ever. Nor does its table of functions go through the entry points of all packages each
time that it is asked for one, which is two hundred times in loading a model.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from legation.garbage import no_search


def _import_spacy() -> None:
    if "spacy" in sys.modules:
        return

    def info(*given: Any, **named: Any) -> Any:
        from spacy.cli.info import info as told

        return told(*given, **named)

    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = info
    sys.modules.update(stand_ins)
    try:
        with no_search(lasting=True):
            import spacy  # noqa: F401
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _sort_entry_points() -> None:
    import catalogue  # type: ignore[import-untyped]

    known = catalogue.AVAILABLE_ENTRY_POINTS
    if hasattr(known, "select"):  # catalogue also takes them by group
        by_group: Any = {group: known.select(group=group) for group in known.groups}
        catalogue.AVAILABLE_ENTRY_POINTS = by_group


_import_spacy()
_sort_entry_points()
