"""Reports separated by a repeated frame: labelled fields, and the rest as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.formats.deliveries.delivery import CLASSIFICATION, COPYRIGHT, FRAME, Draft
from articles.reading.formats.deliveries.field_labels import key_of, known_label
from articles.reading.formats.deliveries.languages import language_code
from articles.reading.formats.deliveries.lines import Line, joined_text, rest_of
from articles.reading.formats.deliveries.names import names_of
from articles.reading.formats.deliveries.nexis.labels import Label, heading_of, is_rights
from articles.reading.formats.deliveries.printed_dates import printed_date
from articles.reading.formats.deliveries.source_lines import take_source
from articles.reading.metadata.agency import agency_name

TERM_MAX_CHARACTERS = 300
STATED_MAX_CHARACTERS = 80
NUMBER = re.compile(
    r"(?P<word>[^\W\d_]{4,14}\.?\s)?#?\s?(?P<number>\d{1,5})\s?(?:of|von|de|van|di|sur|av|af|z|из|/)\s?(?P<of>\d{1,5})"
    r"(?P<behind>\s[^\W\d_]{4,14})?[.:)]?",
    re.IGNORECASE,
)
RULE = re.compile(r"(?P<mark>[_=*~#–—-])(?:\s?(?P=mark)){9,400}")
_ADDRESS = re.compile(r"https?://\S{4,500}")
_AS_PRINTED = frozenset(
    ("title", "outlet", "section", "page", "length", "copyright", "edition", "dateline", "loaded", "url")
)


def read(draft: Draft, steady: frozenset[str]) -> None:
    """Read a draft. ``steady`` are the labels that come back from report to report: others are words of the text."""
    text: list[Line] = []
    for run in _runs(draft, steady):
        line = run[0]
        label = known_label(line) if key_of(line) in steady or (not text and _states(line)) else None
        if RULE.fullmatch(line.text) or NUMBER.fullmatch(line.text):
            draft.remove(run, FRAME)
        elif heading_of(line.text) == "body":
            draft.remove(run, "heading of the text")
        elif _ADDRESS.fullmatch(line.text):
            draft.state("url", line, "address on a line of its own")
        elif label is None and key_of(line) in steady and _is_term(line):
            draft.remove(run, CLASSIFICATION)
        elif label is None:
            text += run
        elif label.means == "body":
            text += _behind(draft, label, run)
        else:
            _take(draft, label, run)
    rights = [line for line in text if is_rights(line.text) and line in (text[0], text[-1])]
    draft.remove(rights, COPYRIGHT)
    draft.body([line for line in text if line not in rights])


def _runs(draft: Draft, steady: frozenset[str]) -> Iterator[list[Line]]:
    """The draft's lines; where lines are wrapped, a label's line with those that its value runs on to."""
    run: list[Line] = []
    for line in (line for line in draft.lines if line.start not in draft.told):
        goes_on = draft.sheet.wrapped and not line.after_gap and key_of(line) not in steady
        if run and goes_on and key_of(run[0]) in steady and not RULE.fullmatch(line.text):
            run.append(line)
            continue
        if run:
            yield run
        run = [line]
    if run:
        yield run


def _behind(draft: Draft, label: Label, run: list[Line]) -> list[Line]:
    """The text that begins on the line of its label."""
    draft.told.add(run[0].start)
    first = rest_of(draft.sheet.source, run[0], label.value_at)
    return [first, *run[1:]] if first.text else run[1:]


def _is_term(line: Line) -> bool:
    """Whether a line behind a label that comes back is a term of the database's, and no sentence."""
    return len(line.text) <= STATED_MAX_CHARACTERS or (
        len(line.text) < TERM_MAX_CHARACTERS and line.text[-1] not in '.!?”"'
    )


def _states(line: Line) -> bool:
    """Whether a line above the text states a field though the other reports lack it: short, and no sentence."""
    return len(line.text) <= STATED_MAX_CHARACTERS and line.text[-1] not in '.!?”"'


def _take(draft: Draft, label: Label, run: Sequence[Line]) -> None:
    """State what a labelled field says."""
    value = joined_text(run)[label.value_at :].strip()
    rule = f"label {label.printed}"
    if label.means == "published" and (found := printed_date(value)):
        draft.state("published", run, rule, found.iso, value[found.start : found.end])
    elif label.means == "byline" and value:
        for name in names_of(value):
            draft.state("byline", run, rule, name, name if name in value else value)
    elif label.means == "language" and (code := language_code(value)):
        draft.state("language", run, rule, code, value)
    elif label.means == "outlet" and (day := printed_date(value)) and day.start > 2:
        take_source(draft, run, rule, value, day)
    elif label.means in _AS_PRINTED and value:
        draft.state(label.means, run, rule, value, value)
        if label.means == "outlet" and (agency := agency_name(value)):
            draft.state("agency", run, rule, agency, value)
    elif label.means in ("subjects", "companies", "regions") and value:
        for term in value.split(";"):
            draft.state(label.means, run, rule, term.strip(), term.strip())
    draft.remove(run, CLASSIFICATION)
