"""PDF files made for tests."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def endless(levels: int = 12, fan: int = 10) -> bytes:
    """Return a PDF of 2 KB that draws a letter `fan ** (levels - 1)` times."""
    forms = [_form(b"/X Do " * fan, b"/XObject<</X %d 0 R>>" % (5 + level)) for level in range(1, levels)]
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        _stream(b"", b"/X Do"),
        *forms,
        _form(b"BT /F 12 Tf (a) Tj ET", b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"),
    )


def paged(*pages: Sequence[str]) -> bytes:
    """Return a PDF with these pages, each given as lines."""
    first = 3
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))]
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for number, lines in enumerate(pages):
        content = first + 2 * number + 1
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources%s>>" % (content, font)
        )
        words = b" ".join(b"(%s) Tj 0 -20 Td" % line.encode("ascii") for line in lines)
        objects.append(_stream(b"", b"BT /F 12 Tf 40 760 Td %s ET" % words))
    return pdf(*objects)


def _form(content: bytes, resources: bytes) -> bytes:
    return _stream(b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>" % resources, content)


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)
