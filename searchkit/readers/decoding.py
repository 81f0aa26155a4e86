"""Bytes to text: byte order marks, UTF-8, what the document says, then a guess; mojibake mended where it shows."""

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
SUSPECT = re.compile("[\u0080-\u009f\u00c2\u00c3\u00e2]")
"""One of these stands in all mojibake; they are looked for five times as fast."""
DAMAGED = 0.02
"""UTF-8 with at most this share of broken characters among those that are not ASCII is damaged UTF-8, nothing else."""
WESTERN = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb4\xb6\xb7\xbb\xbc\xbd\xbe"
)
"""Bytes of Windows' western code page that English texts use: quotes, dashes, signs."""
SAMPLE = 65536


class Undecodable(ValueError):
    """The bytes are no text in any encoding that could be guessed."""


def decode(content: bytes, said: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text and notes on how it was come by; `said` is the encoding that the document names.

    Raises:
        Undecodable: the bytes are no text.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                return mend(content.decode(encoding), ())
            except UnicodeDecodeError as error:
                raise Undecodable(f"not the {encoding} that its first bytes promise") from error
    if content.find(0, 0, 4096) >= 0:
        raise Undecodable("binary data, no text")
    try:
        return mend(content.decode("utf-8"), ())
    except UnicodeDecodeError:
        return _guess(content, said)


def _guess(content: bytes, said: str) -> tuple[str, tuple[str, ...]]:
    if sum(byte < 9 or 13 < byte < 27 for byte in content[:4096]) * 50 > len(content[:4096]):
        raise Undecodable("binary data, no text")
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= DAMAGED * (len(content) - len(text)) + (len(content) > len(text) + 8):
        return mend(text, (f"{broken} undecodable characters in UTF-8",))
    encoding = _western(content) or _known(said) or _likeliest(content[:SAMPLE])
    return mend(content.decode(encoding, errors="replace"), (f"read as {encoding}",))


def _western(content: bytes) -> str:
    """Return Windows' western code page where only its quotes and dashes are not ASCII."""
    return "cp1252" if WESTERN.issuperset(content.translate(None, bytes(range(128)))) else ""


def _known(said: str) -> str:
    try:
        return codecs.lookup(said).name if said else ""
    except (LookupError, ValueError):
        return ""


def _likeliest(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 – slow to import, seldom needed

    best = from_bytes(sample).best()
    if best is None or "cp1252" in best.could_be_from_charset:
        return "cp1252"
    return best.encoding


def mend(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text with mojibake undone in the lines that show some, and a note where there was any."""
    if text.isascii() or not SUSPECT.search(text) or not MOJIBAKE.search(text):
        return text, notes
    import ftfy  # noqa: PLC0415 – slow to import, seldom needed

    config = ftfy.TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, unescape_html=False)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if MOJIBAKE.search(line):
            lines[number] = ftfy.fix_text(line, config)
    mended = "\n".join(lines)
    return (mended, (*notes, "mojibake mended")) if mended != text else (text, notes)


def encodable(text: str) -> str:
    """Return the text with lone surrogates, which no encoding can write, replaced."""
    try:
        if not text.isascii():
            text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
