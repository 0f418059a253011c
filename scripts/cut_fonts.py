"""Cut the fonts of the pages from three packages of npm.

    npm pack @fontsource-variable/inter@5.3.0 @fontsource-variable/source-serif-4@5.3.1 \
        @fontsource/jetbrains-mono@5.3.0
    (unpack all into one folder)
    python scripts/cut_fonts.py FOLDER

Needs `fonttools` 4.68 and `brotli`, which nothing else needs. Writes `static/fonts/*.woff2`: the
glyphs of each file's characters, the weights that the stylesheet asks for, and the features that a
page shows. What is cut off: weights under 400 and over 640 (600 in serif), fractions, ligatures of
code, hinting. "Source" is a reserved name of its authors, so the serif is given another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parent.parent / "src/legation/web/static/fonts"
# Of the further letters those of languages and of their writing in Latin letters, not of phonetics:
# the ranges that the stylesheet asks of these files.
FURTHER = (*range(0x100, 0x234), 0x259, 0x2B9, 0x2BA, *range(0x1E00, 0x1EFF + 1))
SHOWN = ("kern", "mark", "mkmk", "ccmp", "locl")  # shaping that no page can do without
LICENCE_NAMES = (0, 1, 2, 4, 6, 13, 14)  # copyright, names, licence, its address
LEFT_AS_TOLD = frozenset((0, 13, 14))  # names of the authors and their licence are never changed
RESERVED = "Source Serif 4", "Legation Serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Files of one face, `called` so here: one for each of `scripts`; `weights` are kept."""

    called: str
    name: str
    style: str
    scripts: tuple[str, ...]
    weights: tuple[int, int] | None
    features: tuple[str, ...] = ()


FACES = (
    Face(
        called="inter", name="inter", style="wght-normal", weights=(400, 640),
        features=("tnum", "calt"),
        scripts=("latin", "latin-ext", "greek", "cyrillic"),
    ),
    Face(
        called="serif", name="source-serif-4", style="wght-normal", weights=(400, 600),
        features=("liga",),
        scripts=("latin", "latin-ext", "greek", "cyrillic"),
    ),
    Face(
        called="serif", name="source-serif-4", style="wght-italic", weights=(400, 600),
        features=("liga",),
        scripts=("latin", "latin-ext"),
    ),
    Face(
        called="mono", name="jetbrains-mono", style="400-normal", weights=None,
        scripts=("latin",),
    ),
)  # fmt: skip


def cut(content: bytes, face: Face, script: str) -> bytes:
    """A font file with what a page shows of it: fewer characters, weights and features."""
    font = _opened(content)
    options = subset.Options()
    options.layout_features = [*SHOWN, *face.features]
    options.name_IDs = [*LICENCE_NAMES]
    options.notdef_outline = True
    options.glyph_names = options.hinting = False
    subsetter = subset.Subsetter(options)
    known = set(font.getBestCmap())
    subsetter.populate(unicodes=known & set(FURTHER) if script == "latin-ext" else known)
    subsetter.subset(font)
    if face.weights:
        font = instancer.instantiateVariableFont(_opened(_written(font)), {"wght": face.weights})
    _rename(font)
    return _written(font, flavor="woff2")


def _opened(content: bytes) -> TTFont:
    # Without the time of the run: the same files make the same bytes.
    return TTFont(BytesIO(content), recalcTimestamp=False)


def _written(font: TTFont, *, flavor: str | None = None) -> bytes:
    font.flavor = flavor
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _rename(font: TTFont) -> None:
    """Take a reserved name out of what a font is called."""
    old, new = RESERVED
    for record in font["name"].names:
        if record.nameID not in LEFT_AS_TOLD:
            told = str(record.toUnicode())
            told = told.replace(old, new).replace(old.replace(" ", ""), new.replace(" ", ""))
            record.string = told.replace("SourceSerif4", "LegationSerif")


def files_of(folder: Path) -> Iterable[tuple[str, Path, Face, str]]:
    """The files that are cut: the name each is given, where it is, of which face and script."""
    for face in FACES:
        for script in face.scripts:
            name = f"{face.name}-{script}-{face.style}.woff2"
            (path,) = folder.rglob(name)
            kept = f"{face.called}-{script}{'-italic' if 'italic' in face.style else ''}.woff2"
            yield kept, path, face, script


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    for name, path, face, script in files_of(Path(sys.argv[1])):
        content = path.read_bytes()
        made = cut(content, face, script)
        (FONTS / name).write_bytes(made)
        print(f"{name}: {len(content):,} -> {len(made):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
