"""Mail: single messages, mailboxes (RFC 4155) and pages saved as MHTML (RFC 2557).

A message becomes a page: its HTML as it is, its plain text under its subject and its day. What was
forwarded or alerted stands under the subject of the message, without "Fwd:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from legation.characters.decode import decode
from legation.documents.item import Item, not_read, page_within
from legation.records import Page

if TYPE_CHECKING:
    from email.message import EmailMessage

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_OF_MAIL = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-type|delivered-to|"
    rb"snapshot-content-location):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_LINE = re.compile(rb"^From \S+.*\d{4}\s*$", re.MULTILINE)
_AGAIN = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:)+\s*", re.IGNORECASE)
_HEAD = 8000  # bytes in which a message's fields must begin
_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"


def is_mail(body: bytes) -> bool:
    """Whether bytes begin like a message or a mailbox."""
    head = body[:_HEAD].lstrip(b"\r\n")
    fields = head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    if _FROM_LINE.match(head):
        return True
    return _FIELD.match(head) is not None and _OF_MAIL.search(fields) is not None


def mails_in(page: Page) -> Iterator[Item]:
    """The pages of the messages in the order they stand; of MHTML the page that was saved."""
    from email import policy  # asked of few pages, and slow to import
    from email.errors import MessageError
    from email.parser import BytesParser

    messages = list(_messages(page.body))
    for number, data in enumerate(messages, 1):
        at = number if len(messages) > 1 else 0
        try:
            message = BytesParser(policy=policy.default).parsebytes(data)
            yield _page_of(message, page, at)
        except (MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
            yield not_read(page_within(page, data, "message/rfc822", number=at),
                           f"the message cannot be read: {error}")  # fmt: skip


def _messages(body: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, or the single one."""
    starts = [match.start() for match in _FROM_LINE.finditer(body)]
    if not starts or body[: starts[0]].strip():
        yield body
        return
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        yield body[start:end].partition(b"\n")[2].replace(b"\n>From ", b"\nFrom ")


def _page_of(message: EmailMessage, page: Page, number: int) -> Item:
    saved = str(message.get("Snapshot-Content-Location") or "") or None
    part = message.get_body(preferencelist=("plain", "html"))
    if message.get_content_type() == "multipart/related" or saved:
        part = message.get_body(preferencelist=("html",)) or part
    if part is None:
        return not_read(page, "the message has no text; its attachments are not read")
    address = saved or str(part.get("Content-Location") or "") or None
    url = address if address and address.lower().startswith(("http://", "https://")) else None
    given = part.get_payload(decode=True)
    body = given if isinstance(given, bytes) else b""
    charset = part.get_content_charset()
    text = decode(body, f"charset={charset}" if charset else "") or ""
    subject = _AGAIN.sub("", str(message.get("Subject") or "")).strip()
    day = _day(message)
    if part.get_content_type() != "text/html":
        lines = [subject, day, text]
        whole = "\n\n".join(line for line in lines if line)
        return page_within(page, whole.encode("utf-8", "replace"), _TEXT, number=number)
    if saved is None:
        told = f'<meta property="og:title" content="{escape(subject)}">' if subject else ""
        told += f'<meta name="date" content="{day}">' if day else ""
        text = text.replace("<head>", f"<head>{told}", 1) if "<head>" in text else told + text
    return page_within(page, text.encode("utf-8", "replace"), _HTML, number=number, url=url)


def _day(message: EmailMessage) -> str:
    """The day in the sender's own clock."""
    from email.utils import parsedate_to_datetime

    try:
        sent = parsedate_to_datetime(str(message.get("Date") or ""))
    except (ValueError, TypeError, IndexError):
        return ""
    return f"{sent.day} {sent:%B %Y}"
