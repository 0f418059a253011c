"""A file of every kind that is read, with stories of our own in it; files damaged on purpose."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import random
import tempfile
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAIRS = (("Malta", "Tunisia"), ("Kenya", "Somalia"), ("Fiji", "Samoa"), ("Chad", "Niger"),
         ("Peru", "Chile"), ("Oman", "Qatar"), ("Laos", "Nepal"), ("Cuba", "Haiti"))  # fmt: skip


class Stories:
    """One story after another, no two alike."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> tuple[str, list[str]]:
        """A headline and paragraphs."""
        self.number += 1
        n = self.number
        one, other = PAIRS[n % len(PAIRS)]
        return f"{one} and {other} open talks on harbour number {n}", [
            f"{one} and {other} opened talks on harbour number {n} in the capital on Monday.",
            f"{one}’s minister said her country would “pay its share” of quay {n * 7}.",
            f"{other} has asked for such a treaty since {n + 2} boats went down in the strait.",
        ]

    def text(self) -> str:
        title, lines = self.next()
        return "\n\n".join([title, "12 February 2026", *lines])

    def html(self) -> str:
        title, lines = self.next()
        story = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{story}"
            "</article></body></html>"
        )

    def row(self) -> dict[str, str]:
        title, lines = self.next()
        return {"title": title, "text": "\n\n".join(lines), "date": "2026-02-12",
                "url": f"https://rows.test/{self.number}"}  # fmt: skip


def one_of_each(seed: int = 0, many: int = 3) -> dict[str, bytes]:
    """The bytes of a file of each kind by its name; those of many stories hold `many`."""
    new = Stories()
    rng = random.Random(seed)
    rows = [new.row() for _ in range(many)]
    found: dict[str, bytes] = {
        "page.html": new.html().encode(),
        "page.html.gz": gzip.compress(new.html().encode(), mtime=0),
        "windows.htm": new.html().encode("cp1252", "xmlcharrefreplace"),
        "made.php": new.html().encode(),
        "story.txt": new.text().encode(),
        "nexis.txt": "".join(_nexis(new) for _ in range(many)).encode(),
        "letter.eml": _mail(new).as_bytes(),
        "letters.mbox": _mbox([_mail(new) for _ in range(many)]),
        "saved.mht": _mhtml(new),
        "release.docx": _docx(new),
        "release.rtf": _rtf(new),
        "release.pdf": _pdf(new),
        "wire.rss": _rss(new, many),
        "wire.atom": _atom(new, many),
        "rows.csv": _csv(rows),
        "rows.tsv.gz": gzip.compress(_csv([new.row() for _ in range(many)], "\t"), mtime=0),
        "rows.jsonl": "\n".join(json.dumps(new.row()) for _ in range(many)).encode(),
        "rows.json": json.dumps([new.row() for _ in range(many)]).encode(),
        "rows.parquet": _parquet([new.row() for _ in range(many)]),
        "crawl.warc.gz": _warc(new, many, packed=True),
        "crawl.warc": _warc(new, many, packed=False),
        "crawl.arc": _arc(new, many),
        "map.xml": b"<urlset><url><loc>https://a.test/1</loc></url></urlset>",
        "list.txt": b"https://a.test/1\nhttps://a.test/2\n",
        "menu.html": b"<html><body><ul><li>Home<li>World</ul></body></html>",
        "empty.txt": b"",
        "picture.jpg": b"\xff\xd8\xff\xe0 no story",
        "noise.txt": rng.randbytes(400),
    }
    return found


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A file damaged as files are: cut, bytes changed, a part doubled, taken out or zeroed."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        size = rng.choice((1, 8, 200))
        kind = rng.randrange(6)
        if kind == 0:
            changed[at : at + size] = rng.randbytes(size)
        elif kind == 1:
            del changed[at : at + size]
        elif kind == 2:
            changed[at:at] = changed[max(0, at - size) : at]
        elif kind == 3:
            changed[at : at + size] = bytes(min(size, len(changed) - at))
        elif kind == 4 and changed:
            changed[at % len(changed)] ^= 1 << rng.randrange(8)
        else:
            del changed[max(1, at) :]
    return bytes(changed)


def _nexis(new: Stories) -> str:
    title, lines = new.next()
    return (
        f"{title}\n\nHarbour Post\n12 February 2026 Thursday\n\nCopyright 2026 Harbour Post Ltd\n\n"
        "Section: WORLD; Pg. 4\nLength: 1,120 words\nByline: Aino Kask\n\nBody\n\n"
        + "\n\n".join(lines)
        + "\n\nLoad-Date: February 14, 2026\n\nEnd of Document\n\n"
    )


def _mail(new: Stories) -> EmailMessage:
    title, lines = new.next()
    mail = EmailMessage()
    mail["Subject"], mail["From"] = title, "Harbour Post <news@harbour.test>"
    mail["Date"] = "Thu, 12 Feb 2026 08:00:00 +0000"
    mail.set_content("\n\n".join(lines))
    return mail


def _mbox(mails: list[EmailMessage]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        box = mailbox.mbox(path)
        for mail in mails:
            kept = mailbox.mboxMessage(mail)
            kept.set_from("news@harbour.test Thu Feb 12 08:00:00 2026")
            box.add(kept)
        box.close()
        return path.read_bytes()


def _mhtml(new: Stories) -> bytes:
    return (
        "From: <Saved>\r\nSnapshot-Content-Location: https://a.test/saved\r\nSubject: Talks\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n'
        "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://a.test/saved\r\n\r\n{new.html()}\r\n--b--\r\n"
    ).encode()


def _docx(new: Stories) -> bytes:
    body = "".join(
        f"<w:p><w:r><w:t>{escape(x)}</w:t></w:r></w:p>" for x in new.text().split("\n\n")
    )
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        info = zipfile.ZipInfo("word/document.xml", (2026, 2, 12, 8, 0, 0))
        packed.writestr(info, f'<w:document xmlns:w="{name}">{body}</w:document>')
    return out.getvalue()


def _rtf(new: Stories) -> bytes:
    plain = new.text().encode("ascii", "replace").decode()
    return ("{\\rtf1\\ansi " + plain.replace("\n\n", "\\par\\par ") + "}").encode()


def _pdf(new: Stories) -> bytes:
    """A page of text lines, as a program writes it."""
    lines: list[str] = []
    for paragraph in new.text().encode("ascii", "replace").decode().split("\n\n"):
        words = paragraph.split()
        lines += [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
    stream = f"BT /F1 11 Tf 50 780 Td\n{shown}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _rss(new: Stories, many: int) -> bytes:
    items = ""
    for _ in range(many):
        title, lines = new.next()
        text = escape("".join(f"<p>{line}</p>" for line in [*lines, *lines]))
        items += (
            f"<item><title>{title}</title><link>https://feed.test/{new.number}</link>"
            f"<pubDate>Thu, 12 Feb 2026 08:00:00 GMT</pubDate><description>{text}</description>"
            "</item>"
        )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def _atom(new: Stories, many: int) -> bytes:
    entries = ""
    for _ in range(many):
        title, lines = new.next()
        text = escape("".join(f"<p>{line}</p>" for line in [*lines, *lines]))
        entries += (
            f'<entry><title>{title}</title><link href="https://atom.test/{new.number}"/>'
            f'<updated>2026-02-12T08:00:00Z</updated><content type="html">{text}</content></entry>'
        )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{entries}</feed>'.encode()


def _csv(rows: list[dict[str, str]], mark: str = ",") -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _parquet(rows: list[dict[str, str]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def _warc(new: Stories, many: int, *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for _ in range(many):
        body = new.html().encode()
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://crawl.test/{new.number}",
            "response",
            io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2026-02-12T08:00:00Z",
                               "WARC-Record-ID": f"<urn:test:{new.number}>"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


def _arc(new: Stories, many: int) -> bytes:
    head = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    found = [b"filedesc://x.arc 0.0.0.0 20260212080000 text/plain %d\n%s\n" % (len(head), head)]
    for _ in range(many):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + new.html().encode()
        place = b"https://arc.test/%d 192.0.2.1 20260212080000 text/html" % new.number
        found.append(b"%s %d\n%s\n" % (place, len(answer), answer))
    return b"".join(found)
