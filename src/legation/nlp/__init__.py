"""The parse and what is read off it: spaCy lives here.

spaCy imports its command line with itself, and with that an HTTP client, templates and more: a
quarter of the import. It is left out where we are the first to import spaCy; `import spacy.cli`
finds it as ever.
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


_import_spacy()
