"""Office files as plain text: DOCX, RTF and PDF.

A DOCX is read by its paragraphs alone, since databases write files that lack what a full reader
asks for. PDF comes from pypdf, which keeps the order of columns and loses where paragraphs part:
a line that ends a sentence well before the margin ends its paragraph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from legation.characters.decode import decode
from legation.errors import InputError

MOST_CHARACTERS = 10_000_000  # of text in a file
MOST_PAGES = 1000  # of a PDF: a book
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_SHORT = 0.8  # of the longest lines: a line below it that ends a sentence ends its paragraph


def is_office(body: bytes) -> bool:
    """Whether bytes are a file of one of the three kinds."""
    return body.startswith((b"{\\rtf", b"%PDF-")) or _is_docx(body)


def office_text(body: bytes) -> str:
    """The text with a blank line between paragraphs.

    Raises `InputError` for a file that is damaged, locked, too large or only pictures.
    """
    if body.startswith(b"{\\rtf"):
        return _rtf(body)
    return _pdf(body) if body.startswith(b"%PDF-") else _docx(body)


def _is_docx(body: bytes) -> bool:
    return body.startswith(b"PK\x03\x04") and _MAIN.encode() in body


def _docx(body: bytes) -> str:
    import zipfile  # few files are of this kind

    from lxml import etree  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if packed.getinfo(_MAIN).file_size > 4 * MOST_CHARACTERS:
                raise InputError("the text of the DOCX file is too large; split it")
            with packed.open(_MAIN) as file:
                data = file.read(4 * MOST_CHARACTERS)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except (zipfile.BadZipFile, KeyError, OSError, etree.XMLSyntaxError, RuntimeError,
            NotImplementedError, EOFError, ValueError) as error:  # fmt: skip
        raise InputError(f"the DOCX file is damaged: {error}; save it again") from error
    lines = ("".join(_written(paragraph)) for paragraph in root.iter(f"{_W}p"))
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _written(paragraph: object) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):  # type: ignore[attr-defined]
        yield (element.text or "") if element.tag == f"{_W}t" else " "


def _rtf(body: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(decode(body) or "", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, IndexError, LookupError, RecursionError) as error:
        raise InputError(f"the RTF file is damaged: {error}; save it again") from error
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _pdf(body: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF file is locked; save it without a password")
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError,
            RecursionError, OverflowError, OSError, AssertionError) as error:  # fmt: skip
        raise InputError(f"the PDF file is damaged: {error}; save it again") from error
    text = "\n\n".join(_paragraphs(page) for page in pages)
    if not text.strip():
        raise InputError("the PDF file has pictures and no text; give a text of it")
    return text[:MOST_CHARACTERS]


def _paragraphs(page: str) -> str:
    """The text of a page with blank lines where paragraphs seem to end."""
    lines = [line.strip() for line in page.split("\n")]
    full = sorted(map(len, lines))[-(len(lines) // 10 or 1)] if lines else 0
    parted = []
    for line in lines:
        parted.append(line)
        ends = re.search(r"[.!?][”\"’)]*$", line) is not None
        if ends and len(line) < _SHORT * full:
            parted.append("")
    return "\n".join(parted)
