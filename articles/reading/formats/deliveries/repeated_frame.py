"""A delivery of a layout that nobody foresaw: the same frame again and again. It is parted, with a doubt.

Three frames are told, each by its own repetition: numbered heads ("Document 3 of 12"), rules of underscores or equal
signs with the same labels between them, and the same labels in turn ("Title: … Source: … Date: …"). Pages are numbered
too, and speakers are labelled in a transcript, so numbers of pages and labels that name no field of a report part nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from articles.reading.formats.deliveries.delivery import (
    CLASSIFICATION,
    COPYRIGHT,
    FRAME,
    Draft,
    drafts_between,
)
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, Sheet, rest_of
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.nexis.labels import Label, heading_of, is_rights, label_of
from articles.reading.formats.deliveries.printed_dates import date_line, printed_date
from articles.reading.metadata.agency import agency_name
from articles.text import fold

NAME = "delivery"
HINT = re.compile(
    rb"[>\r\n]\s{0,60}(?:\w{4,14}\.?\s)?#?\d{1,5}\s?(?:of|von|de|van|di|sur|av|af|z|/)\s?\d{1,5}(?:\s\w{4,14})?[.:)]?\s{0,3}[<\r\n]|"
    rb"[>\r\n]\s{0,8}(?:[_=*~#-]\s?){20,400}[<\r\n]|"
    rb"[>\r\n]\s{0,4}(?:date|datum|fecha|data|published|publication date|\xd0\x94\xd0\xb0\xd1\x82\xd0\xb0)\s?:(?:\s|<|&)",
    re.IGNORECASE,
)
DOUBT = "The delivery was parted by its repeated frame, which no known layout explains; check where the report begins."
REPORTS_MIN = 2
RULED_MIN = 3
LABELS_MIN = 3
FRAME_SHARE_MIN = 0.7
STEADY_SHARE_MIN = 0.5
TERM_MAX_CHARACTERS = 300
STATED_MAX_CHARACTERS = 80
SEGMENT_LABEL_LINES = 40

_NUMBER = re.compile(
    r"(?P<word>[^\W\d_]{4,14}\.?\s)?#?\s?(?P<number>\d{1,5})\s?(?:of|von|de|van|di|sur|av|af|z|из|/)\s?(?P<of>\d{1,5})"
    r"(?P<behind>\s[^\W\d_]{4,14})?[.:)]?",
    re.IGNORECASE,
)
_THINGS = frozenset(
    (
        "document documents dokument dokumente documento documentos documenti documenten article articles artikel "
        "articulo articulos artigo artigos articolo articoli item items record records result results treffer story "
        "stories report reports meldung meldungen beitrag texte text nachricht notice clip clipping hit hits fichier "
        "статья документ"
    ).split()
)
_RULE = re.compile(r"(?P<mark>[_=*~#–—-])(?:\s?(?P=mark)){9,400}")
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’. -]{1,28}?)\s?:(?:\s+|$)")
_ADDRESS = re.compile(r"https?://\S{4,500}")
# What more such labels mean, beside those that Nexis prints.
_MORE = {
    "title": "headline|article title|document title|betreff|title",
    "outlet": "source|publication|publication title|publisher|outlet|newspaper|quelle|medium|zeitung|journal|"
    "titre de publication|fuente|medio|periódico|bron|krant|fonte|testata|source name|media|издание|источник",
    "published": "date|published|publication date|pub date|datum|erscheinungsdatum|veröffentlicht|date de publication|fecha|"
    "data|publicatiedatum|дата",
    "byline": "author|authors|byline|by|writer|reporter|autor|auteur|autore|автор",
    "body": "text|full text|body|article text|content|volltext|texte|texte intégral|texto|texto completo|tekst|testo|текст",
}
_FIELDS = frozenset(
    ("title", "outlet", "published", "byline", "body", "section", "page", "length", "language", "loaded")
)


def recognises(sheet: Sheet) -> bool:
    """Whether any of the three frames comes back often enough, in most of the pieces with the same signs."""
    return len(_starts(sheet)) >= REPORTS_MIN


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order, each with the doubt that it was parted by its frame."""
    found = list(drafts_between(sheet, _starts(sheet)))
    counted = Counter(key for draft in found for key in {_key(line) for line in draft.lines} if key)
    steady = frozenset(
        key for key, count in counted.items() if count >= max(REPORTS_MIN, STEADY_SHARE_MIN * len(found))
    )
    for draft in found:
        draft.warnings.append(DOUBT)
        _read(draft, steady)
        yield draft


def _key(line: Line) -> str:
    """A line's label, known or not, as it is compared from report to report."""
    match = _LABEL.match(line.text[:34])
    return fold(match["label"]) if match else ""


def _starts(sheet: Sheet) -> list[int]:
    """Where the reports begin, by the first frame that holds."""
    lines = sheet.lines
    for starts in (_numbered(lines), _ruled(lines), _labelled(lines)):
        if len(starts) >= REPORTS_MIN:
            return starts
    return []


def _numbered(lines: Sequence[Line]) -> list[int]:
    """Heads that count up to a total. A bare "3 of 12" may number pages: then most must have a label or a day below."""
    starts: list[int] = []
    total = expected = named = 0
    for place, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.text) if len(line.text) < 50 else None
        if match is None:
            continue
        number, of = int(match["number"]), int(match["of"])
        words = {fold(match[group] or "").strip() for group in ("word", "behind")} - {""}
        if not words <= _THINGS or number > of or (starts and (number, of) != (expected, total)):
            continue
        if not starts and number != 1:
            continue
        starts.append(place)
        total, expected = of, number + 1
        named += bool(words)
    if named < len(starts) and _framed(lines, starts) < FRAME_SHARE_MIN * len(starts):
        return []
    return starts


def _framed(lines: Sequence[Line], starts: Sequence[int]) -> int:
    """Below how many of these lines a label of a report, or its day, stands near."""
    return sum(
        any(_known(line) or date_line(line.text) for line in lines[start + 1 : start + 10])
        for start in starts
    )


def _ruled(lines: Sequence[Line]) -> list[int]:
    """The lines below rules, where most pieces between the rules share at least two labels of a report."""
    rules = [place for place, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    bounds = [-1, *rules, len(lines)]
    pieces = [(a + 1, b) for a, b in pairwise(bounds) if b - a > 2]
    labels = [_meanings(lines[start:end]) for start, end in pieces]
    counted = Counter(label for one in labels for label in one)
    shared = {label for label, count in counted.items() if count >= max(FRAME_SHARE_MIN * len(pieces) - 1, 2)}
    if len(shared) < 2 or len(rules) < RULED_MIN - 1:
        return []
    return [start for (start, _), own in zip(pieces, labels, strict=True) if len(own & shared) >= 2]


def _labelled(lines: Sequence[Line]) -> list[int]:
    """Where the first of several labels that come back in turn stands, each as often as the others.

    A day that can be read behind its label, and a headline or an outlet beside it, are what makes them a report's.
    """
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        label = _known(line)
        if label is None or label.means not in _FIELDS or label.value_at >= len(line.text):
            continue
        if label.means != "published" or printed_date(line.text[label.value_at :]):
            places.setdefault(label.means, []).append(place)
    usual = len(places.get("published", ()))
    steady = {means: found for means, found in places.items() if len(found) == usual}
    if usual < REPORTS_MIN or len(steady) < LABELS_MIN or not {"title", "outlet"} & set(steady):
        return []
    opening = min(steady.values(), key=lambda found: found[0])
    if not all(_in_turn(opening, found, len(lines)) for found in steady.values()):
        return []
    return opening if "title" in steady else [_with_headline(lines, place) for place in opening]


def _in_turn(opening: Sequence[int], found: Sequence[int], end: int) -> bool:
    return all(a <= place < b for a, place, b in zip(opening, found, [*opening[1:], end], strict=True))


def _with_headline(lines: Sequence[Line], place: int) -> int:
    """The line above the first label, where it looks like the headline that no label names."""
    above = lines[place - 1] if place else None
    is_headline = above and above.after_gap and len(above.text) < 200 and above.text[-1] not in '.!”":;'
    return place - 1 if is_headline else place


@lru_cache(maxsize=1)
def _more() -> dict[str, str]:
    return {fold(form): means for means, forms in _MORE.items() for form in forms.split("|")}


def _known(line: Line) -> Label | None:
    """The label of a field of a report that a line opens with."""
    match = _LABEL.match(line.text[:34])
    if match is None:
        return None
    means = _more().get(fold(match["label"]), "")
    return Label(means, match["label"], match.end()) if means else label_of(line.text)


def _meanings(lines: Sequence[Line]) -> set[str]:
    near = (
        lines
        if len(lines) <= 2 * SEGMENT_LABEL_LINES
        else [*lines[:SEGMENT_LABEL_LINES], *lines[-SEGMENT_LABEL_LINES:]]
    )
    return {label.means for line in near if (label := _known(line))}


def _read(draft: Draft, steady: frozenset[str]) -> None:
    """Fields behind labels that come back from report to report; what no such label opens is the text."""
    lines = [line for line in draft.lines if line.start not in draft.told]
    text: list[Line] = []
    for line in lines:
        label = _known(line) if _key(line) in steady or (not text and _states(line)) else None
        if _RULE.fullmatch(line.text) or _NUMBER.fullmatch(line.text):
            draft.remove([line], FRAME)
        elif heading_of(line.text) == "body":
            draft.remove([line], "heading of the text")
        elif _ADDRESS.fullmatch(line.text):
            draft.state("url", line, "address on a line of its own")
        elif label is None and _key(line) in steady and _is_term(line):
            draft.remove([line], CLASSIFICATION)
        elif label is None:
            text.append(line)
        elif label.means == "body":
            if label.value_at < len(line.text):
                text.append(rest_of(draft.sheet.source, line, label.value_at))
                draft.told.add(line.start)
        else:
            _take(draft, label, line)
    rights = [line for line in text if is_rights(line.text) and line in (text[0], text[-1])]
    draft.remove(rights, COPYRIGHT)
    draft.body([line for line in text if line not in rights])


def _is_term(line: Line) -> bool:
    """Whether a line behind a label that comes back is a term of the database's, and no sentence."""
    return len(line.text) <= STATED_MAX_CHARACTERS or (
        len(line.text) < TERM_MAX_CHARACTERS and line.text[-1] not in '.!?”"'
    )


def _states(line: Line) -> bool:
    """Whether a line above the text states a field though the other reports lack it: short, and no sentence."""
    return len(line.text) <= STATED_MAX_CHARACTERS and line.text[-1] not in '.!?”"'


def _take(draft: Draft, label: Label, line: Line) -> None:
    value = line.text[label.value_at :].strip()
    rule = f"label {label.printed}"
    if not value:
        draft.remove([line], CLASSIFICATION)
    elif label.means == "published":
        if found := printed_date(value):
            draft.state("published", line, rule, found.iso, value[found.start : found.end])
    elif label.means == "byline":
        for name in names_of(value):
            draft.state("byline", line, rule, name, name if name in value else value)
    elif label.means == "language":
        draft.state("language", line, rule, language_code(value), value)
    elif label.means in (
        "title",
        "outlet",
        "section",
        "page",
        "length",
        "copyright",
        "edition",
        "dateline",
        "loaded",
        "url",
    ):
        draft.state(label.means, line, rule, value, value)
        if label.means == "outlet" and (agency := agency_name(value)):
            draft.state("agency", line, rule, agency, value)
    elif label.means in ("subjects", "companies", "regions"):
        for term in value.split(";"):
            draft.state(label.means, line, rule, term.strip(), term.strip())
    else:
        draft.remove([line], CLASSIFICATION)
