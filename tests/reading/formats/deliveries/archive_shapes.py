"""Invented deliveries in the shapes of the archives of single houses and countries: Kikuzo, Yomidasu, Integrum, Genios."""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reading.formats.deliveries.shapes import Invented

KIKUZO_HEADS = ("No.", "発行日", "朝夕刊", "面名", "ページ", "文字数")


def kikuzo_html(reports: Sequence[Invented], code: str) -> bytes:
    """The page that Kikuzo shows; a magazine's name stands where a newspaper has its edition."""
    heads = "".join(f"<TH class=topic-list>{head}</TH>" for head in KIKUZO_HEADS)
    parts = []
    for number, told in enumerate(reports, 1):
        day = f"<NOBR>{told.day.year}年</NOBR><NOBR>{told.day:%m月%d日}</NOBR>"
        cells = (f"{number:05}", day, html.escape(told.outlet), told.section, told.page or "001", "00572文字")
        row = "".join(f"<TD class=topic-list nowrap>{cell}</TD>" for cell in cells)
        text = "<BR>".join(f"　{html.escape(paragraph)}" for paragraph in told.paragraphs)
        parts.append(
            f"<HR><TABLE class='topic-inside'><TR><TD><TABLE class='topic-list'><TR>{heads}</TR><TR>{row}</TR></TABLE>"
            f"</TD><TD></TD></TR></TABLE><TABLE class='topic-detail'><TR><TD><BR></TD></TR><TR><TD><SPAN class='font002'>\n"
            f"{html.escape(told.title)}</SPAN><BR><BR></TD></TR><TR><TD><SPAN class='font003'><DIV class='detail001'>\n"
            f"{text}</DIV></SPAN><BR></TD></TR></TABLE>"
            "<TABLE><TR><TD><a href='#top'>このページのＴＯＰへ</a></TD></TR></TABLE>"
        )
    return (
        "<!DOCTYPE HTML><html lang='ja'><head><meta http-equiv='Content-Type' content='text/html;charset=UTF-8'></head>"
        f"<body><table><tr><td>聞蔵</td></tr></table><table><tr><td>{''.join(parts)}</td></tr></table></body></html>"
    ).encode()


def yomidasu_html(reports: Sequence[Invented], code: str) -> bytes:
    """The page that Yomidasu shows; the archive holds one house's paper only."""
    parts = []
    for number, told in enumerate(reports, 1):
        cells = (
            str(number), f"{told.day:%Y.%m.%d}", html.escape(told.title), "&#26481;&#20140;&#26397;&#21002;", told.section,
            f"{told.page or '10'}頁", "927字", "04段",
        )  # fmt: skip
        row = "".join(f"<th style='width:25px'>{cell}</th>" for cell in cells)
        text = "<br/>　<br/>".join(f"　{html.escape(paragraph)}" for paragraph in told.paragraphs)
        parts.append(
            f"<div id='heiseiDetailArea'><table class='contentsTable'><tr>{row}</tr></table>"
            "<table class='selectSearchTable'><tr><th>選択部分をキーワードとして：</th><td>を検索</td></tr>"
            "</table></div><div id='heiseiDetailContents'>"
            f"<h2><img alt='紙面はこちら'/></h2><p class='mb10'>{text}<br/></p></div>"
        )
    return (
        '\n\n<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html lang="ja">'
        "<head><title>ヨミダス</title></head><body>"
        f"<h1>ヨミダス</h1><form>{''.join(parts)}</form></body></html>"
    ).encode()


def integrum_html(reports: Sequence[Invented], code: str) -> bytes:
    """The report that Integrum exports as a page in windows-1251, its text wrapped by hand."""
    contents = "".join(
        f"{number}.\n <a href='#{number}'>{html.escape(told.title)}</a>\n<small>{html.escape(told.outlet)};\n"
        f" {told.day:%d.%m.%Y};\n 6;\n</small><br>"
        for number, told in enumerate(reports, 1)
    )
    parts = []
    for number, told in enumerate(reports, 1):
        fields = {
            "ИС": told.outlet, "РБ": told.section, "НР": "6", "ДТ": f"{told.day:%d.%m.%Y}", "АВ": ", ".join(told.byline),
            "ЗГ": told.title,
        }  # fmt: skip
        labels = "".join(
            f"^{name}:\n                  {html.escape(value)} \n<br>"
            for name, value in fields.items()
            if value
        )
        text = "".join(
            "\n     " + html.escape("\n".join(textwrap.wrap(paragraph, 60, break_long_words=False)))
            for paragraph in told.paragraphs
        )
        parts.append(
            f"<br clear='all'><div><a name='{number}'></a><table><tr><td bgcolor='#e4e1d9'>{labels}</td></tr></table>"
            f"<h3>{html.escape(told.title)}\n</h3><pre>{text}</pre></div>"
        )
    page = (
        "<!DOCTYPE HTML><html><head><META http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
        f"<title>Report</title></head><body><h3>Report 12.05.2021 15:50:05</h3>{contents}{''.join(parts)}</body></html>"
    )
    return page.encode("cp1251", "xmlcharrefreplace")


def integrum_docx(reports: Sequence[Invented], code: str) -> bytes:
    """The Word file that Integrum exports: a web page that the document imports."""
    page = "".join(
        f"<h1>{html.escape(told.title)}</h1><h2>{html.escape(told.outlet)}</h2><h2>{told.day:%d.%m.%Y}</h2>"
        + "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in told.paragraphs)
        + "<p></p><br><p></p>"
        for told in reports
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="w" xmlns:r="r"><w:body><w:altChunk r:id="rId1"/></w:body></w:document>',
        )
        archive.writestr(
            "word/afchunk.htm", f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>"
        )
    return buffer.getvalue()


def genios_text(reports: Sequence[Invented], code: str) -> bytes:
    """The text that Genios and wiso export: a list of contents, then each document with its labels behind the text."""
    contents = [f"{number}. {told.title} ........ {number + 1}" for number, told in enumerate(reports, 1)]
    parts = ["Dokumente", "Inhaltsverzeichnis", "\n".join(contents)]
    for number, told in enumerate(reports, 1):
        page = f", S. {told.page}" if told.page else ""
        parts += [
            f"{told.outlet} vom {told.day:%d.%m.%Y}{page}", told.title, *told.paragraphs,
            *([", ".join(told.byline)] if told.byline else []),
            f"Quelle:       {told.outlet} vom {told.day:%d.%m.%Y}{page}\nRessort:       {told.section}\n"
            f"Dokumentnummer:       HC{number:08}\n"
            f"Dauerhafte Adresse des Dokuments: https://example.org/document/HC{number:08}\n"
            f"Alle Rechte vorbehalten: (c) {told.outlet}\n© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH\n"
            f"Seite {number} von {len(reports)}",
        ]  # fmt: skip
    return "\n\n".join(parts).encode()


def newsbank_text(reports: Sequence[Invented], code: str) -> bytes:
    """The text that NewsBank exports: a headline, a head of parts between bars, the text, a citation, the rights."""
    parts = []
    for told in reports:
        name = told.outlet.removeprefix("The ")
        outlet = f"{name}, The (Port Linden)" if name != told.outlet else f"{name} (Port Linden)"
        byline = f"Author: {' and '.join(told.byline)}; {told.outlet} | " if told.byline else ""
        page = f"Page: {told.page} | " if told.page else ""
        parts += [
            told.title,
            f"{told.day:%B} {told.day.day}, {told.day.year} | {outlet} | {byline}{page}Section: {told.section} | 523 Words",
            "OpenURL Link", *told.paragraphs, "CITATION (AGLC STYLE)",
            f"'{told.title}', {told.outlet} (online), {told.day:%d %b %Y}",
            f"Copyright {told.day.year} {told.outlet}. All Rights Reserved.",
        ]  # fmt: skip
    return "\n\n".join(parts).encode()
