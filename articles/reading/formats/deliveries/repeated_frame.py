"""A delivery of a layout that nobody foresaw: the same frame again and again. It is parted, with a doubt.

Three frames are told, each by its own repetition: numbered heads ("Document 3 of 12"), rules of underscores or equal
signs with the same labels between them, and the same labels in turn ("Title: … Source: … Date: …"). Pages are numbered
too, and speakers are labelled in a transcript, so numbers of pages and labels that name no field of a report part nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.reading.formats.deliveries.delivery import Draft, drafts_between
from articles.reading.formats.deliveries.field_labels import key_of, known_label
from articles.reading.formats.deliveries.framed_report import NUMBER, RULE, read
from articles.reading.formats.deliveries.lines import Line, Sheet
from articles.reading.formats.deliveries.printed_dates import date_line, printed_date
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
SEGMENT_LABEL_LINES = 40

_THINGS = frozenset(
    (
        "document documents dokument dokumente documento documentos documenti documenten article articles artikel "
        "articulo articulos artigo artigos articolo articoli item items record records result results treffer story "
        "stories report reports meldung meldungen beitrag texte text nachricht notice clip clipping hit hits fichier "
        "статья документ"
    ).split()
)
_FIELDS = frozenset(
    ("title", "outlet", "published", "byline", "body", "section", "page", "length", "language", "loaded")
)


def recognises(sheet: Sheet) -> bool:
    """Whether any of the three frames comes back often enough, in most of the pieces with the same signs."""
    return len(_starts(sheet)) >= REPORTS_MIN


def drafts(sheet: Sheet) -> Iterator[Draft]:
    """The reports in order, each with the doubt that it was separated by its frame."""
    found = list(drafts_between(sheet, _starts(sheet)))
    counted = Counter(key for draft in found for key in {key_of(line) for line in draft.lines} if key)
    steady = frozenset(
        key for key, count in counted.items() if count >= max(REPORTS_MIN, STEADY_SHARE_MIN * len(found))
    )
    for draft in found:
        draft.warnings.append(DOUBT)
        read(draft, steady)
        yield draft


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
        match = NUMBER.fullmatch(line.text) if len(line.text) < 50 else None
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
        any(known_label(line) or date_line(line.text) for line in lines[start + 1 : start + 10])
        for start in starts
    )


def _ruled(lines: Sequence[Line]) -> list[int]:
    """The lines below rules, where most pieces between the rules share at least two labels of a report."""
    rules = [place for place, line in enumerate(lines) if RULE.fullmatch(line.text)]
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
        label = known_label(line)
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


def _meanings(lines: Sequence[Line]) -> set[str]:
    near = (
        lines
        if len(lines) <= 2 * SEGMENT_LABEL_LINES
        else [*lines[:SEGMENT_LABEL_LINES], *lines[-SEGMENT_LABEL_LINES:]]
    )
    return {label.means for line in near if (label := known_label(line))}
