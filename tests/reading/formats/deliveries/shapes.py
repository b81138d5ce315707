"""Invented deliveries in the shapes of the databases: the same reports in every layout, container and reader's language."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel.dates import format_date

from tests.reading.formats.deliveries.archive_shapes import (
    genios_text,
    integrum_docx,
    integrum_html,
    kikuzo_html,
    newsbank_text,
    yomidasu_html,
)
from tests.reading.formats.deliveries.other_shapes import europresse_html, proquest_text


@dataclass(frozen=True)
class Invented:
    """A report that nobody wrote, and what a reader of its delivery must find."""

    title: str
    outlet: str
    day: dt.date
    byline: tuple[str, ...]
    section: str
    page: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.paragraphs)


@dataclass(frozen=True)
class Reader:
    """The language in which a database shows its own words."""

    code: str
    words: str
    by: str
    joint: str
    english: str
    document: str
    rights: str
    number: str
    labels: dict[str, str]
    parts: tuple[str, str, str]


def _labels(
    section: str, length: str, byline: str, load: str, language: str, kind: str, subject: str
) -> dict[str, str]:
    return {
        "section": section, "length": length, "byline": byline, "load": load, "language": language, "type": kind,
        "subject": subject,
    }  # fmt: skip


READERS = {
    "en": Reader("en", "words", "By", "and", "English", "Document", "All Rights Reserved", "{n} of {m} DOCUMENTS",
                 _labels("SECTION", "LENGTH", "BYLINE", "LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "SUBJECT"),
                 ("Body", "Classification", "End of Document")),
    "de": Reader("de", "Wörter", "Von", "und", "Englisch", "Dokument", "Alle Rechte vorbehalten", "Dokument {n} von {m}",
                 _labels("RUBRIK", "LÄNGE", "AUTOR", "UPDATE", "SPRACHE", "PUBLICATION-TYPE", "STICHWORT"),
                 ("Text", "Klassifizierung", "Ende des Dokuments")),
    "fr": Reader("fr", "mots", "Par", "et", "Anglais", "Document", "Tous droits réservés", "Document {n} de {m}",
                 _labels("RUBRIQUE", "LONGUEUR", "AUTEUR", "DATE-CHARGEMENT", "LANGUE", "TYPE-PUBLICATION", "SUJET"),
                 ("Corps", "Classification", "Fin du document")),
    "es": Reader("es", "palabras", "Por", "y", "Inglés", "Documento", "Todos los derechos reservados",
        "Documento {n} de {m}",
                 _labels("SECCIÓN", "LONGITUD", "AUTOR", "FECHA-CARGA", "IDIOMA", "TIPO-PUBLICACIÓN", "TEMA"),
                 ("Cuerpo", "Clasificación", "Fin del documento")),
    "nl": Reader("nl", "woorden", "Door", "en", "Engels", "Document", "Alle rechten voorbehouden", "Document {n} van {m}",
                 _labels("SECTIE", "LENGTE", "AUTEUR", "LAADDATUM", "TAAL", "TYPE-PUBLICATIE", "ONDERWERP"),
                 ("Hoofdtekst", "Classificatie", "Einde van document")),
    "it": Reader("it", "parole", "Di", "e", "Inglese", "Documento", "Tutti i diritti riservati", "Documento {n} di {m}",
                 _labels("SEZIONE", "LUNGHEZZA", "AUTORE", "DATA DI CARICAMENTO", "LINGUA", "TIPO DI PUBBLICAZIONE",
                     "SOGGETTO"),
                 ("Corpo", "Classificazione", "Fine del documento")),
    "pt": Reader("pt", "palavras", "Por", "e", "Inglês", "Documento", "Todos os direitos reservados", "Documento {n} de {m}",
                 _labels("SEÇÃO", "COMPRIMENTO", "AUTOR", "DATA DE CARREGAMENTO", "IDIOMA", "TIPO DE PUBLICAÇÃO", "ASSUNTO"),
                 ("Texto", "Classificação", "Fim do documento")),
    "ru": Reader("ru", "слов", "", "и", "английский", "Документ", "Все права защищены", "", {}, ("", "", "")),
    "zh_Hans": Reader("zh_Hans", "字", "", ",", "英文", "文件", "版权所有", "", {}, ("", "", "")),
    "zh_Hant": Reader("zh_Hant", "字", "", ",", "英文", "文件", "版權所有", "", {}, ("", "", "")),
    "ja": Reader("ja", "語", "", ",", "英語", "文書", "All rights reserved", "", {}, ("", "", "")),
}  # fmt: skip
FACTIVA_READERS = tuple(READERS)
NEXIS_READERS = tuple(code for code, reader in READERS.items() if reader.labels)


def printed_day(day: dt.date, code: str) -> str:
    """The day as the database prints it to this reader."""
    return (
        f"{day.day} {format_date(day, 'MMMM', code)} {day.year}"
        if code == "en"
        else format_date(day, "long", code)
    )


def _by(report: Invented, reader: Reader) -> str:
    return f"{reader.by} {f' {reader.joint} '.join(report.byline)}".strip() if report.byline else ""


def _accession(report: Invented, number: int) -> str:
    return f"HARB0000{report.day:%Y%m%d}eh78{number:05}"


def _factiva_meta(report: Invented, number: int, reader: Reader) -> list[str]:
    """What stands between the headline and the text, a line each."""
    head = [_by(report, reader)] if report.byline else []
    head += [
        f"{report.words}{'' if reader.code[:2] in ('zh', 'ja') else ' '}{reader.words}",
        printed_day(report.day, reader.code),
    ]
    head += ["14:25"] if number % 3 == 1 else []
    head += [report.outlet, "HARB", *([report.page] if report.page else []), reader.english]
    return [*head, f"© {report.day.year} Invented Newspapers Ltd. {reader.rights}"]


def factiva_html(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The list of articles as the page shows it, with headlines that came without their text between them."""
    reader = READERS[code]
    parts = [
        "<html><head><title>Factiva</title><style>.a{color:red}</style></head><body><div id='nav'><"
        "h1>Factiva</h1></div><form>"
    ]
    for number, report in enumerate(reports, 1):
        meta = _factiva_meta(report, number, reader)
        author = f'<div class="author">{html.escape(meta.pop(0))} </div>' if report.byline else ""
        body = "".join(
            f'<p class="articleParagraph enarticleParagraph">{html.escape(text)}</p>\n'
            for text in report.paragraphs
        )
        rows = "".join(f"<div>{html.escape(text)}</div>" for text in meta)
        first, space, rest = report.title.partition(" ")
        parts.append(
            f'<span></span><div id="article-{number}" class="article"><div class="article {code[:2]}Article"><p>\n'
            f'<div>{html.escape(report.section)}</div>\n<div id="hd"><span class="{code[:2]}Headline"><b'
            f">{html.escape(first)}</b>"
            f"{space}{html.escape(rest)}</span>\n</div>{author}{rows}\n</p>\n{body}<p>Invented Newspapers Ltd</p>"
            f"<p>{reader.document} {_accession(report, number)}</p></div></div><br/>"
        )
        if number % 2:
            parts.append(
                '<div id="carryOver"><table class="headlines"><tr><td><b class="printheadline enHeadline">A'
                " headline alone</b>"
                f'<div class="leadFields">Lantern Wire, {printed_day(report.day, code)}, 239 {reader.words}</div>'
                '<div class="snippet">Only its first words came …</div></td></tr></table></div>'
            )
    parts.append(
        '<div id="pageFooter"><span class="copyright">&copy; 2021 Factiva, Inc.</span></div></form></body></html>'
    )
    return "".join(parts).encode()


def _factiva_fields(report: Invented, number: int, reader: Reader) -> list[tuple[str, list[str]]]:
    rows = [("SE", [report.section]), ("HD", [report.title])]
    rows += [("BY", [_by(report, reader)])] if report.byline else []
    rows += [
        ("WC", [f"{report.words} {reader.words}"]),
        ("PD", [printed_day(report.day, reader.code)]),
        ("ET", ["14:25"]),
    ]
    rows += [("SN", [report.outlet]), ("SC", ["HARB"]), *([("PG", [report.page])] if report.page else [])]
    rows += [("LA", [reader.english]), ("CY", [f"© {report.day.year} Invented Newspapers Ltd"])]
    rows += [("LP", list(report.paragraphs[:1]))]
    rows += [("TD", list(report.paragraphs[1:]))] if report.paragraphs[1:] else []
    rows += [
        ("NS", ["gpol : Domestic Politics | gvote : Elections"]),
        ("RE", ["uk : United Kingdom"]),
        ("PUB", ["Invented Newspapers Ltd"]),
    ]
    return [*rows, ("AN", [f"{reader.document} {_accession(report, number)}"])]


def factiva_labelled_html(reports: Sequence[Invented], code: str = "en") -> bytes:
    """With field codes, in a table."""
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, report in enumerate(reports, 1):
        parts.append(f'<div class="article {code[:2]}Article"><table>')
        for label, texts in _factiva_fields(report, number, READERS[code]):
            value = (
                "".join(f'<p class="articleParagraph">{html.escape(text)}</p>' for text in texts)
                if label in ("LP", "TD")
                else html.escape(texts[0])
            )
            parts.append(f'<tr><td class="index"><b>{label}</b>&nbsp;</td><td>{value}</td></tr>')
        parts.append("</table></div>")
    return ("".join(parts) + "</body></html>").encode()


def _rtf(text: str) -> str:
    shown = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(
        c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in shown
    )


def rtf(lines: Sequence[str]) -> bytes:
    """Lines as RTF paragraphs; one that opens with a page feed begins a page, one within asterisks is bold."""
    parts = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\info{\title none}}\pard\f0\fs20 "
    ]
    for line in lines:
        page, line = ("\\page ", line[1:]) if line.startswith("\f") else ("", line)
        text = (
            f"{{\\b {_rtf(line[1:-1])}}}"
            if line.startswith("*") and line.endswith("*") and len(line) > 2
            else _rtf(line)
        )
        parts.append(f"{page}{text}\\par\n")
    return ("".join(parts) + "}").encode("ascii")


def factiva_rtf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """Without field codes, a page each."""
    lines = ["Factiva", "Dow Jones"]
    for number, report in enumerate(reports, 1):
        lines += [f"\f{report.section}", f"*{report.title}*", *_factiva_meta(report, number, READERS[code])]
        lines += [
            *report.paragraphs,
            "Invented Newspapers Ltd",
            f"{READERS[code].document} {_accession(report, number)}",
        ]
    return rtf(
        [*lines, "\fSearch Summary", "Text: ferry or bridge", "© 2021 Factiva, Inc. All rights reserved."]
    )


def factiva_labelled_rtf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """With field codes, in a table of two columns."""
    parts = [r"{\rtf1\ansi\deff0 "]
    for number, report in enumerate(reports, 1):
        for label, texts in _factiva_fields(report, number, READERS[code]):
            value = r"\par ".join(_rtf(text) for text in texts)
            parts.append(rf"\trowd\cellx600\cellx9000\pard\intbl {{\b {label}}}\cell {value}\cell\row ")
    return ("".join(parts) + "}").encode("ascii")


def factiva_tabbed_rtf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """With field codes in bold, a tab behind each."""
    parts = [r"{\rtf1\ansi\deff0 "]
    for number, report in enumerate(reports, 1):
        for label, texts in _factiva_fields(report, number, READERS[code]):
            value = "\\par ".join(_rtf(text) for text in texts)
            parts.append(rf"{{\b {label}}}\tab {value}\par ")
    return ("".join(parts) + "}").encode("ascii")


def factiva_text(reports: Sequence[Invented], code: str = "en") -> bytes:
    """Without field codes, as plain text."""
    lines = []
    for number, report in enumerate(reports, 1):
        lines += [report.section, report.title, *_factiva_meta(report, number, READERS[code]), ""]
        lines += [*(f"{text}\n" for text in report.paragraphs)]
        lines += [f"{READERS[code].document} {_accession(report, number)}", "", ""]
    return "\n".join(lines).encode()


def factiva_pdf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """Without field codes, as a PDF: one report flows after the other, a notice runs over every page."""
    lines: list[tuple[str, int]] = []
    for number, report in enumerate(reports, 1):
        lines += [(report.section, 10), *((piece, 13) for piece in textwrap.wrap(report.title, 60)), ("", 8)]
        lines += [(text, 9) for text in _factiva_meta(report, number, READERS[code])] + [("", 8)]
        for text in [*report.paragraphs, f"{READERS[code].document} {_accession(report, number)}"]:
            lines += [*((piece, 10) for piece in textwrap.wrap(text, 90, break_on_hyphens=False)), ("", 8)]
    pages = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    notice = "Page {n} of {m} © 2021 Factiva, Inc. All rights reserved."
    return pdf([[*page, ("", 8), (notice.format(n=n, m=len(pages)), 8)] for n, page in enumerate(pages, 1)])


def factiva_xml(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The XML export."""
    parts = ['<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse><ppsarticleResultSet>']
    for number, report in enumerate(reports, 1):
        paragraphs = [f"<paragraph>{html.escape(text)}</paragraph>" for text in report.paragraphs]
        byline = f"<byline>{html.escape(_by(report, READERS['en']))}</byline>" if report.byline else ""
        parts.append(
            f"<ppsarticle><article><accessionNo>{_accession(report, number)}</accessionNo><baseLanguage>"
            f"EN</baseLanguage>{byline}"
            f"<headline><paragraph>{html.escape(report.title)}</paragraph></headline><leadParagraph>"
            f"{paragraphs[0]}</leadParagraph>"
            f"<publicationDate><date>{report.day}</date></publicationDate><sectionName>"
            f"{html.escape(report.section)}</sectionName>"
            f"<sourceName>{html.escape(report.outlet)}</sourceName><tailParagraphs>"
            f"{''.join(paragraphs[1:])}</tailParagraphs>"
            f"<wordCount>{report.words}</wordCount></article></ppsarticle>"
        )
    return ("".join(parts) + "</ppsarticleResultSet></ppsArticleResponse></PPSResponse>").encode()


def factiva_csv(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The table of a snapshot."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [
            "an",
            "publication_date",
            "source_name",
            "title",
            "byline",
            "language_code",
            "word_count",
            "section",
            "snippet",
            "body",
        ]
    )
    for number, report in enumerate(reports, 1):
        moment = int(
            dt.datetime(report.day.year, report.day.month, report.day.day, 12, tzinfo=dt.UTC).timestamp()
            * 1000
        )
        table.writerow(
            [_accession(report, number), moment, report.outlet, report.title, _by(report, READERS["en"]), "en", report.words,
             report.section, report.paragraphs[0], "\n\n".join(report.paragraphs[1:])]
        )  # fmt: skip
    return out.getvalue().encode()


def nexis_day(day: dt.date, code: str) -> str:
    """The day as Nexis prints it: the weekday behind it in English, before it elsewhere."""
    if code == "en":
        return f"{format_date(day, 'MMMM d, y', 'en')} {format_date(day, 'EEEE', 'en')}"
    return f"{format_date(day, 'EEEE', code)} {format_date(day, 'long', code)}"


def _classic_fields(report: Invented, reader: Reader) -> list[tuple[str, str]]:
    labels = reader.labels
    rows = [(labels["byline"], f" {reader.joint} ".join(report.byline))] if report.byline else []
    page = f"; {'S' if reader.code == 'de' else 'Pg'}. {report.page}" if report.page else ""
    return [
        *rows,
        (labels["section"], report.section + page),
        (labels["length"], f"{report.words} {reader.words}"),
    ]


def _classic_tail(report: Invented, reader: Reader) -> list[tuple[str, str]]:
    labels = reader.labels
    loaded = report.day + dt.timedelta(days=1)
    rows = [
        (labels["subject"], "TRANSPORT (90%); LOCAL GOVERNMENT (78%)"),
        (labels["load"], format_date(loaded, "long", reader.code)),
    ]
    return [*rows, (labels["language"], "ENGLISH"), (labels["type"], "Newspaper")]


def nexis_html(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The old layout as a page, with a cover."""
    reader = READERS[code]

    def line(style: str, inner: str) -> str:
        return f'<BR><DIV CLASS="{style}"><P CLASS="{style}">{inner}</P>\n</DIV>\n'

    parts = [
        '<HTML><HEAD><STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n.c5 '
        "{ text-align: left; }\n.c7 { font-weight: bold; }\n"
        '--></STYLE><TITLE>&nbsp;</TITLE></HEAD><BODY><DIV CLASS="c5"><P CLASS="c5"><SPAN>Download '
        "Request: Selected Items<BR>"
        "Terms: (ferry OR bridge)<BR>Source: The Harbour Chronicle</SPAN></P></DIV>"
    ]
    for number, report in enumerate(reports, 1):
        parts.append(line("c0", f"<SPAN>{reader.number.format(n=number, m=len(reports))}</SPAN>"))
        parts.append(line("c0", f"<SPAN>{html.escape(report.outlet)}</SPAN>"))
        day, space, rest = nexis_day(report.day, code).partition(" ")
        parts.append(
            line("c0", f'<SPAN CLASS="c7">{day}</SPAN><SPAN>{space}{rest}</SPAN><SPAN>&nbsp;</SPAN>')
        )
        parts += [line("c0", "<SPAN>Late City Final Edition</SPAN>")] if number % 3 == 2 else []
        parts.append(line("c5", f'<SPAN CLASS="c7">{html.escape(report.title)}</SPAN>'))
        parts += [
            line("c5", f'<SPAN CLASS="c7">{k}: </SPAN><SPAN>{html.escape(v)}</SPAN>')
            for k, v in _classic_fields(report, reader)
        ]
        parts.append(
            '<BR><DIV CLASS="c5">'
            + "\n".join(f'<P CLASS="c5"><SPAN>{html.escape(text)}</SPAN></P>' for text in report.paragraphs)
            + "</DIV>"
        )
        parts += [
            line("c5", f'<SPAN CLASS="c7">{k}: </SPAN><SPAN>{html.escape(v)}</SPAN>')
            for k, v in _classic_tail(report, reader)
        ]
        parts.append(
            line("c0", f"<SPAN>Copyright {report.day.year} Invented Newspapers Ltd<BR>{reader.rights}</SPAN>")
        )
    return ("".join(parts) + "</BODY></HTML>").encode()


def nexis_text(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The old layout as text, lines broken at 78 characters."""
    reader = READERS[code]
    lines = ["", "Download Request: Selected Items", "Terms: (ferry or bridge)", "", ""]
    for number, report in enumerate(reports, 1):
        lines += [
            reader.number.format(n=number, m=len(reports)).center(78).rstrip(),
            "",
            "",
            report.outlet.center(78).rstrip(),
            "",
        ]
        lines += [
            nexis_day(report.day, code).center(78).rstrip(),
            *(["National Edition".center(78).rstrip()] if number % 3 == 2 else []),
            "",
        ]
        lines += [*textwrap.wrap(report.title, 78), ""]
        for label, value in _classic_fields(report, reader):
            lines += [*textwrap.wrap(f"{label}: {value}", 78), ""]
        for text in report.paragraphs:
            lines += ["", *textwrap.wrap(text, 78, break_on_hyphens=False)]
        lines += ["", ""]
        for label, value in _classic_tail(report, reader):
            lines += [*textwrap.wrap(f"{label}: {value}", 78), ""]
        lines += [
            "",
            f"Copyright {report.day.year} Invented Newspapers Ltd".center(78).rstrip(),
            reader.rights.center(78).rstrip(),
            "",
            "",
        ]
    return "\n".join(lines).encode()


def nexis_text_oldest(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The oldest layout as text: the copyright above the source, and labels for headline and text."""
    reader = READERS["en"]
    lines = []
    for number, report in enumerate(reports, 1):
        lines += [f"{number} of {len(reports)} DOCUMENTS".center(78).rstrip(), "", ""]
        lines += [
            f"Copyright {report.day.year} Invented Newspapers Ltd".center(78).rstrip(),
            "All Rights Reserved".center(78).rstrip(),
        ]
        lines += [report.outlet.center(78).rstrip(), "", nexis_day(report.day, "en").center(78).rstrip(), ""]
        rows = _classic_fields(report, reader)
        for label, value in [*rows[-2:], ("HEADLINE", report.title), *rows[:-2]]:
            lines += [*textwrap.wrap(f"{label}: {value}", 78), ""]
        lines += ["BODY:"]
        for text in report.paragraphs:
            lines += [*textwrap.wrap(text, 74, initial_indent="   ", break_on_hyphens=False), ""]
        lines += ["LOAD-DATE: " + format_date(report.day, "long", "en"), "", ""]
    return "\n".join(lines).encode()


def _uni_lines(report: Invented, reader: Reader) -> list[str]:
    labels = {key: label.capitalize() for key, label in reader.labels.items()}
    body, classification, end = reader.parts
    page = f"; {'S' if reader.code == 'de' else 'Pg'}. {report.page}" if report.page else ""
    lines = [
        f"\f*{report.title}*",
        report.outlet,
        nexis_day(report.day, reader.code),
        f"Copyright {report.day.year} Invented Newspapers Ltd",
    ]
    lines += [
        f"{labels['section']}: {report.section}{page}",
        f"{labels['length']}: {report.words} {reader.words}",
    ]
    lines += [f"{labels['byline']}: {f' {reader.joint} '.join(report.byline)}"] if report.byline else []
    lines += [f"*{body}*", *report.paragraphs, f"*{classification}*", f"{labels['language']}: ENGLISH"]
    lines += [f"{labels['type']}: Newspaper", f"{labels['subject']}: TRANSPORT (90%); LOCAL GOVERNMENT (78%)"]
    return [
        *lines,
        f"{labels['load']}: {format_date(report.day + dt.timedelta(days=1), 'long', reader.code)}",
        f"*{end}*",
    ]


def _uni_cover(reports: Sequence[Invented]) -> list[str]:
    lines = [
        "User Name: EXAMPLE READER",
        "Date and Time: Monday, July 12, 2021 7:08:00 PM GMT",
        f"Documents ({len(reports)})",
    ]
    for number, report in enumerate(reports, 1):
        lines += [
            f"{number}. {report.title}",
            "Client/Matter: -None-",
            "Search Terms: ferry or bridge",
            "Content Type",
            "News",
        ]
    return lines


def nexis_uni_rtf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The new layout as RTF, with its cover."""
    return rtf(
        [*_uni_cover(reports), *(line for report in reports for line in _uni_lines(report, READERS[code]))]
    )


def docx(lines: Sequence[str]) -> bytes:
    """Lines as the paragraphs of a Word file."""
    parts = []
    for line in lines:
        page, line = ('<w:r><w:br w:type="page"/></w:r>', line[1:]) if line.startswith("\f") else ("", line)
        bold, line = (
            ("<w:rPr><w:b/></w:rPr>", line[1:-1])
            if line.startswith("*") and line.endswith("*") and len(line) > 2
            else ("", line)
        )
        parts.append(f'<w:p>{page}<w:r>{bold}<w:t xml:space="preserve">{html.escape(line)}</w:t></w:r></w:p>')
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.o'
        'rg/wordprocessingml/2006/main">'
        f"<w:body>{''.join(parts)}</w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
    return buffer.getvalue()


def nexis_uni_docx(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The new layout as a Word file without a cover."""
    return docx([line for report in reports for line in _uni_lines(report, READERS[code])])


def pdf(pages: Sequence[Sequence[tuple[str, int]]]) -> bytes:
    """Lines of text, each with its letters' size, printed page by page in Helvetica."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        height, drawn = 800, []
        for text, size in lines:
            height -= round(size * 1.2) if text else 8
            if text:
                shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
                drawn.append(f"BT /F1 {size} Tf 1 0 0 1 60 {height} Tm ({shown}) Tj ET")
        stream = "\n".join(drawn)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, inner in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{inner}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def nexis_uni_pdf(reports: Sequence[Invented], code: str = "en") -> bytes:
    """The new layout as a PDF: paragraphs parted by a gap, the number of the page and the headline on every page."""
    pages = []
    for report in reports:
        lines: list[tuple[str, int]] = []
        for line in _uni_lines(report, READERS[code]):
            size = 14 if line.startswith("\f") else 10
            for piece in textwrap.wrap(line.strip("\f*"), 60 if size == 14 else 90, break_on_hyphens=False):
                lines.append((piece, size))
            lines.append(("", 8))
        own = [lines[at : at + PDF_PAGE_LINES] for at in range(0, len(lines), PDF_PAGE_LINES)]
        for number, page in enumerate(own, 1):
            head = [] if number == 1 else [(piece, 9) for piece in textwrap.wrap(report.title, 90)]
            pages.append(
                [(f"Page {number} of {len(own)}", 8), ("", 8), *head, *([("", 8)] if head else []), *page]
            )
    return pdf(pages)


def numbered_text(reports: Sequence[Invented], code: str = "en") -> bytes:
    """A shape that nobody foresaw: numbered heads, a few labels."""
    parts = []
    for number, report in enumerate(reports, 1):
        parts += [
            f"Item {number} of {len(reports)}",
            f"Title: {report.title}",
            f"Newspaper: {report.outlet}",
            f"Date: {report.day}",
        ]
        parts += [*([f"Author: {'; '.join(report.byline)}"] if report.byline else []), *report.paragraphs]
    return "\n\n".join(parts).encode()


def ruled_text(reports: Sequence[Invented], code: str = "en") -> bytes:
    """A shape that nobody foresaw: rules, and the same labels between them."""
    parts = []
    for report in reports:
        parts += [
            "=" * 60,
            f"Headline: {report.title}",
            f"Source: {report.outlet}",
            f"Published: {report.day:%d %B %Y}",
        ]
        parts += [*([f"By: {'; '.join(report.byline)}"] if report.byline else []), *report.paragraphs]
    return "\n\n".join([*parts, "=" * 60]).encode()


def labelled_page(reports: Sequence[Invented], code: str = "de") -> bytes:
    """A shape that nobody foresaw: a page that prints the same labels again and again."""
    parts = ["<html><body><h1>Pressespiegel</h1>"]
    for report in reports:
        rows = [("Titel", report.title), ("Quelle", report.outlet), ("Datum", f"{report.day:%d.%m.%Y}")]
        rows += [("Autor", "; ".join(report.byline))] if report.byline else []
        parts += [f"<p><b>{label}:</b> {html.escape(value)}</p>" for label, value in rows]
        parts += [f"<p>{html.escape(text)}</p>" for text in report.paragraphs]
    return ("".join(parts) + "</body></html>").encode()


PDF_PAGE_LINES = 24
Shape = Callable[[Sequence[Invented], str], bytes]
FACTIVA: dict[str, Shape] = {
    "Factiva page": factiva_html, "Factiva page with field codes": factiva_labelled_html, "Factiva RTF": factiva_rtf,
    "Factiva RTF with field codes": factiva_labelled_rtf, "Factiva RTF with codes and tabs": factiva_tabbed_rtf,
    "Factiva text": factiva_text,
}  # fmt: skip
FACTIVA_TABLES: dict[str, Shape] = {"Factiva XML": factiva_xml, "Factiva CSV": factiva_csv}
NEXIS: dict[str, Shape] = {
    "Nexis page": nexis_html, "Nexis text": nexis_text, "Nexis Uni RTF": nexis_uni_rtf, "Nexis Uni Word": nexis_uni_docx,
    "Nexis Uni PDF": nexis_uni_pdf,
}  # fmt: skip
LATIN = ("en", "de", "fr", "es", "nl", "it", "pt")
FACTIVA_PDF: dict[str, Shape] = {"Factiva PDF": factiva_pdf}
NEXIS_OLDEST: dict[str, Shape] = {"Nexis text of the oldest kind": nexis_text_oldest}
UNFORESEEN: dict[str, Shape] = {
    "numbered heads": numbered_text,
    "rules and labels": ruled_text,
    "labels in turn": labelled_page,
}
CASES: list[tuple[str, Shape, str]] = [
    *((name, shape, code) for name, shape in FACTIVA.items() for code in FACTIVA_READERS),
    *((name, shape, code) for name, shape in FACTIVA_PDF.items() for code in LATIN),
    *((name, shape, code) for name, shape in NEXIS.items() for code in NEXIS_READERS),
    *((name, shape, "en") for name, shape in {**FACTIVA_TABLES, **NEXIS_OLDEST}.items()),
    *(("Europresse page", europresse_html, code) for code in ("fr", "en", "de", "es")),
    ("ProQuest text", proquest_text, "en"),
    ("Integrum page", integrum_html, "ru"),
    ("Genios text", genios_text, "de"),
    ("NewsBank text", newsbank_text, "en"),
]
# These print no byline apart from the text.
UNSIGNED: list[tuple[str, Shape, str]] = [
    ("Kikuzo page", kikuzo_html, "ja"),
    ("Yomidasu page", yomidasu_html, "ja"),
    ("Integrum Word", integrum_docx, "ru"),
]
