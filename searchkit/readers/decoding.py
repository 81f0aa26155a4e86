"""Bytes to text: byte order marks, UTF-8, then a guess; mojibake mended where it shows."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u2018-\u203a]|\u00e2[\u0080-\u009f\u20ac]|[\u0080-\u009f]")


class Undecodable(ValueError):
    """The bytes are no text in any encoding that could be guessed."""


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and notes on how it was come by.

    Raises:
        Undecodable: the bytes are no text.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                return mend(content.decode(encoding), ())
            except UnicodeDecodeError as error:
                raise Undecodable(f"not the {encoding} that its first bytes promise") from error
    if b"\0" in content[:4096]:
        raise Undecodable("binary data, no text")
    try:
        return mend(content.decode("utf-8"), ())
    except UnicodeDecodeError:
        return _guess(content)


def _guess(content: bytes) -> tuple[str, tuple[str, ...]]:
    if sum(byte < 9 or 13 < byte < 27 for byte in content[:4096]) * 50 > len(content[:4096]):
        raise Undecodable("binary data, no text")
    from charset_normalizer import from_bytes  # noqa: PLC0415 – slow to import, seldom needed

    best = from_bytes(content[:65536]).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = content.decode(encoding, errors="replace")
    return mend(text, (f"read as {encoding}",))


def mend(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text with mojibake undone, and a note where there was some."""
    if text.isascii() or not MOJIBAKE.search(text):
        return text, notes
    import ftfy  # noqa: PLC0415 – slow to import, seldom needed

    config = ftfy.TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, unescape_html=False)
    mended = ftfy.fix_text(text, config)
    return (mended, (*notes, "mojibake mended")) if mended != text else (text, notes)
