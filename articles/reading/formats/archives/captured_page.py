"""A page out of a web archive: read as the page that it is, with its address and the moment of its capture."""

from __future__ import annotations

from dataclasses import replace

from articles.reading.decode import decode
from articles.reading.formats import plain_text
from articles.reading.formats.composed_source import merged
from articles.reading.formats.web import html
from articles.reading.report import BadRecord, Document, Evidence, Stated


def captured_page(data: bytes, kind: str, address: str, moment: str, rule: str) -> Document:
    """The document of a captured page or text. ``kind`` is its media type, ``rule`` names what stated the rest.

    The address and the moment stand outside the page, so their evidence has no characters. Raises BadRecord, naming the
    address, where the page holds no report.
    """
    decoded = decode(data)
    try:
        if "html" in kind:
            document = html.from_markup(decoded.text, decoded.encoding, decoded.warnings)
        else:
            document = plain_text.from_text(decoded.text, decoded.encoding)
    except BadRecord as refusal:
        raise BadRecord(f"{address or 'a page without address'}: {refusal}") from refusal
    outside = Evidence(0, 0, "", rule)
    stated = {"url": (Stated(address, outside),)} if address.startswith(("http://", "https://")) else {}
    captured = {"captured": (Stated(moment, outside),)} if moment else {}
    return replace(document, stated=merged({**stated, **captured}, document.stated))
