"""Mail: single messages and mailboxes; attachments are read as files of their own."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from searchkit import readers
from searchkit.readers.decoding import Undecodable, decode
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.nested import Nested
from searchkit.readers.options import ReadOptions

LINE = 1 << 20
NO_RELEASE = frozenset({"application/pgp-signature", "application/pkcs7-signature", "text/calendar", "text/x-vcard"})
"""Attachments that are never releases."""


def read_mail(stream: BinaryIO, place: str, options: ReadOptions, nested: Nested) -> Iterator[Item]:
    """Yield the message's text, then what its attachments hold."""
    yield from _message(stream.read(), place, options, nested)


def read_mbox(stream: BinaryIO, place: str, options: ReadOptions, nested: Nested) -> Iterator[Item]:
    """Yield what each message of the mailbox holds; one is held at a time."""
    lines: list[bytes] = []
    size = number = 0
    blank = True
    while line := stream.readline(LINE):
        if blank and line.startswith(b"From "):
            if number:
                yield from _kept(lines, size, f"{place}:{number}", options, nested)
            number, size, lines = number + 1, 0, []
        elif number:
            size += len(line)
            if size <= options.document_bytes:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if number:
        yield from _kept(lines, size, f"{place}:{number}", options, nested)
    else:
        yield Failure(place, "no line begins a message", "is it a mailbox in the mbox format?")


def _kept(lines: list[bytes], size: int, place: str, options: ReadOptions, nested: Nested) -> Iterator[Item]:
    if size > options.document_bytes:
        yield Failure(place, "the message is too large", "split it, or leave it out")
    else:
        yield from _message(b"".join(lines), place, options, nested)


def _message(content: bytes, place: str, options: ReadOptions, nested: Nested) -> Iterator[Item]:
    try:
        message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        attachments = list(message.iter_attachments()) if message.is_multipart() else []
        fields = _fields(message)
    except Exception as error:
        yield Failure(place, f"it is no mail that can be read: {error}", "save the message again")
        return
    if body is None and not attachments:
        yield Failure(place, "the mail has no body", "leave it out")
    if body is not None:
        yield _body(body, fields, place, options)
    for number, part in enumerate(attachments, 1):
        for item in _attachment(part, number, place, options, nested):
            yield _of_mail(item, fields)


def _of_mail(item: Item, fields: Mapping[str, str]) -> Item:
    """Return an attachment's document with what its mail says of it: the sender, and when it was sent."""
    if isinstance(item, Failure):
        return item
    around = {"source": fields.get("source", ""), "sent": fields.get("date", "")}
    return replace(item, metadata={**{key: value for key, value in around.items() if value}, **item.metadata})


def _fields(message: EmailMessage) -> dict[str, str]:
    name, address = parseaddr(str(message.get("From", "")))
    fields = {"title": str(message.get("Subject", "")), "source": name or address}
    date = str(message.get("Date", ""))
    try:
        fields["date"] = parsedate_to_datetime(date).date().isoformat() if date else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        fields["date"] = date
    return {key: value for key, value in fields.items() if value}


def _body(part: MIMEPart, fields: dict[str, str], place: str, options: ReadOptions) -> Item:
    notes: tuple[str, ...] = ()
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        try:
            text, notes = decode(content)
        except Undecodable as error:
            return Failure(place, f"the body of the mail: {error}", "save the message again")
    if part.get_content_type() == "text/html":
        text = readers.webpage.page_text(text)
    if not text.strip():
        return Failure(place, "the mail has no body", "leave it out")
    return RawDocument(text, fields, place, notes, options.dates)


def _attachment(part: MIMEPart, number: int, place: str, options: ReadOptions, nested: Nested) -> Iterator[Item]:
    if part.get_content_maintype() in ("image", "audio", "video") or part.get_content_type() in NO_RELEASE:
        return
    payload: object = part.get_payload(decode=True)
    name = str(part.get_filename() or f"attachment-{number}")
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        payload = inside[0].as_bytes() if isinstance(inside, list) and isinstance(inside[0], Message) else b""
        name = name if name.lower().endswith(".eml") else f"{name}.eml"
    where = f"{place}!{name}"
    if not isinstance(payload, bytes) or not payload.strip():
        return
    if options.nesting < 1:
        yield Failure(
            where, "mails and archives lie too deep in each other", "save the attachment and read it by itself"
        )
        return
    yield from nested(io.BytesIO(payload), name, where, replace(options, nesting=options.nesting - 1), 1)
