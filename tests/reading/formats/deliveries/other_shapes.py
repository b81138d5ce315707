"""Invented deliveries in the shapes of Europresse and ProQuest."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    from tests.reading.formats.deliveries.shapes import Invented


def europresse_html(reports: Sequence[Invented], code: str) -> bytes:
    """The page that Europresse saves, dates in the reader's language."""
    parts = []
    for number, told in enumerate(reports, 1):
        day = format_date(told.day, "EEEE d MMMM y", locale=code)
        header = ", ".join(filter(None, (told.section, day, f"p. {told.page}" if told.page else "")))
        byline = (
            f"<div class='sm-margin-bottomNews'>{html.escape(', '.join(told.byline))}</div>"
            if told.byline
            else ""
        )
        body = "".join(f"<p>{html.escape(text)}</p>" for text in told.paragraphs)
        parts.append(
            f"<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>"
            f"{html.escape(told.outlet)}</span></div><span class='DocHeader'>{html.escape(header)}</span>"
            f"<div class='titreArticle'><p class='titreArticleVisu rdp__articletitle'>{html.escape(told.title)}</p></div>"
            f"{byline}</header><section><div class='docOcurrContainer'>{body}</div></section><footer>"
            f"<div class='publiC-lblNodoc'>news·{told.day:%Y%m%d}·HC·{number:04}</div>"
            f"<small>© {told.day:%Y} {html.escape(told.outlet)}. Tous droits réservés.</small></footer></article>"
        )
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(parts)}</body></html>".encode()


def proquest_text(reports: Sequence[Invented], code: str) -> bytes:
    """The text that ProQuest exports, in English as its interface labels it."""
    parts = []
    for number, told in enumerate(reports, 1):
        lines = [
            "_" * 60, f"Document {number} of {len(reports)}", told.title,
            f"Author: {'; '.join(told.byline)}" if told.byline else "",
            f"Publication info: {told.outlet} ; Port Linden [Port Linden] {told.day:%d %b %Y}: {told.page or 'n/a'}.",
            "Abstract: None available.", "Full text: " + "\n".join(told.paragraphs),
            "Subject: Transport; Local government", f"Title: {told.title}", f"Publication title: {told.outlet}",
            f"Pages: {told.page}" if told.page else "",
            f"Section: {told.section}", f"Publication date: {told.day:%b} {told.day.day}, {told.day.year}",
            "Source type: Newspapers", "Language of publication: English", "Document type: News",
            f"ProQuest document ID: {1000 + number}", f"Copyright: Copyright Invented Newspapers Ltd {told.day:%b %d, %Y}",
            "Last updated: 2021-07-20", "Database: Invented Newsstream",
        ]  # fmt: skip
        parts.append("\n\n".join(line for line in lines if line))
    return "\n\n".join(parts).encode()
