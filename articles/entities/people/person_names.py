"""Boundaries of person names, and persons told by the word before the name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from articles.entities.kinds import Kind, Role
from articles.entities.lexicons import MONTHS, WEEKDAYS, occupations, rows
from articles.entities.people.gender import is_given_name
from articles.entities.recognition.draft import Draft, retyped
from articles.entities.recognition.spans import Span

_PARTICLES = r"(?:arap|bin|bint|ibn|ben|al|el|ul|ud|van|von|der|den|de|da|di|del|della|dos|du|la|le|ter|zu)"
_PARTICLE_TAIL = re.compile(rf" {_PARTICLES}(?: {_PARTICLES})? [A-Z][\w’'-]+")
_ENDS_IN_PARTICLE = re.compile(rf"\s{_PARTICLES}$")
_SYLLABLE = re.compile(r"-([a-z]{2,5})(?![\w-])")
_COMPOUNDS = frozenset(
    "era led like style type run born aged made held owned based free only area run linked esque".split()
)
_NEXT_CAPITAL = re.compile(r" [A-Z][\w’'-]+")
_PERSON = r"(?:[A-Z]\. )?[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z’'-]+){1,2}"
_DESCRIBED = re.compile(r", (?:who|whose|the (?:man|woman|boy|girl)|[1-9]\d)[ ,]")
_APPOSITION = re.compile(r", ((?:[a-z]+(?:-[a-z]+)? ?){1,4})")
_OFFICE = re.compile(
    r", (?:the )?(?:[A-Z][\w.]+ )?(?:[a-z]+ ){0,2}"
    r"(?:minister|secretary|president|premier|chancellor|ambassador|envoy|spokesman|spokeswoman)\b"
)
COMPANIES_TOO = frozenset(
    "producer owner founder publisher partner trader broker rival adviser advisor consultant strategist model champion "
    "leader forward guard host general executive member major counsel manager author banker designer engineer".split()
)
"""Words that say what a company is as well as what a person is."""
_CREDITED = re.compile(r"\b(?:Photo|Images|Reuters|AFP|EPA) ?/ ?$")
_SIGN_OFF = re.compile(
    r"\b(?:reported|reporting|contributed)(?: \w+){0,4} from [A-Z]\w+(?: [A-Z]\w+)?(?:,| and|;)(?: and)? "
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:from|in) [A-Z]"
)
_SIGNED = re.compile(r"(?:^|\n|\. )(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) reported from [A-Z]")
_REFLEXIVE = re.compile(r" (?:him|her)self\b")
_BEFORE_NAME = re.compile(r"\b([a-z]+(?:-[a-z]+)?),? $")


def join_person_names(draft: Draft) -> Draft:
    """Join names over particles and model breaks; "dissident Wei Ming" is a person whatever the model saw."""
    spans = [_with_particle(span, draft) for span in draft.spans]
    draft = draft.with_spans(_joined(draft.with_spans(spans)))
    draft = draft.with_spans([*draft.spans, *_titled(draft)])
    spans = [_by_occupation(span, draft) for span in draft.spans]
    return draft.with_spans(spans + _introduced(draft.with_spans(spans)))


def type_reflexive_people(draft: Draft) -> Draft:
    """A name followed by "himself" or "herself" once is a person throughout."""
    themselves = {
        draft.surface(span)
        for span in draft.spans
        if span.source == "model" and span.kind is not Kind.PERSON and _REFLEXIVE.match(draft.after(span, 10))
    }
    return draft.with_spans(
        [
            retyped(span, Kind.PERSON, "occupation")
            if span.source == "model" and draft.surface(span) in themselves
            else span
            for span in draft.spans
        ]
    )


def type_sign_off_reporters(draft: Draft) -> Draft:
    """In "Berg reported from Oslo, Lund from Bergen" the reporters are people."""
    found = [
        Span(number, *match.span("name"), Kind.PERSON, "occupation")
        for number, part in enumerate(draft.parts)
        for pattern in (_SIGN_OFF, _SIGNED)
        for match in pattern.finditer(part.text)
    ]
    kept = [span for span in draft.spans if not any(span.overlaps(one) for one in found)]
    return draft.with_spans(kept + found)


def _with_particle(span: Span, draft: Draft) -> Span:
    if span.kind is not Kind.PERSON or span.record:
        return span
    text = draft.parts[span.part].text
    syllable = _SYLLABLE.match(text, span.end) if " " in draft.surface(span) else None
    if syllable and syllable.group(1) not in _COMPOUNDS:
        return replace(span, end=syllable.end())
    pattern = _NEXT_CAPITAL if _ENDS_IN_PARTICLE.search(text[span.start : span.end]) else _PARTICLE_TAIL
    match = pattern.match(text, span.end)
    return Span(span.part, span.start, match.end(), Kind.PERSON, span.source) if match else span


def _joined(draft: Draft) -> list[Span]:
    """Two people with one space between them are one."""
    joined: list[Span] = []
    for span in draft.spans:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.part == span.part
            and last.kind is span.kind is Kind.PERSON
            and draft.parts[span.part].text[last.end : span.start] == " "
        ):
            joined[-1] = Span(span.part, last.start, span.end, Kind.PERSON, last.source)
        else:
            joined.append(span)
    return joined


def _titled(draft: Draft) -> list[Span]:
    """Whole names behind a title of which the model saw one word: "Prime Minister Theresa May"."""
    found: list[Span] = []
    for number, part in enumerate(draft.parts):
        for match in _behind_title().finditer(part.text):
            whole = Span(number, *match.span("name"), Kind.PERSON, "occupation")
            inside = [span for span in draft.spans if span.overlaps(whole)]
            if len(inside) != 1 or inside[0].record or " " in draft.surface(inside[0]):
                continue
            saw_first = inside[0].start == whole.start
            if inside[0].end <= whole.end and _is_second(match, saw_first=saw_first):
                found.append(whole)
    return found


def _is_second(match: re.Match[str], *, saw_first: bool) -> bool:
    """Whether two words behind a title are one name: no day follows a surname, and a month follows a given name only."""
    first, second = match["name"].split()
    if second in WEEKDAYS or first in WEEKDAYS or first in MONTHS:
        return False
    if saw_first or second in MONTHS:
        return is_given_name(first) and not match.string[match.end() :].lstrip()[:1].isdigit()
    return True


@lru_cache(maxsize=1)
def _behind_title() -> re.Pattern[str]:
    """A title as it is printed before a name, and two capitalised words behind it."""
    printed = sorted((row["title"] for row in rows("titles.csv")), key=lambda title: (-len(title), title))
    choices = "|".join(re.escape(title).replace(r"\ ", r"\s") for title in printed if title[:1].isupper())
    return re.compile(
        rf"\b(?:{choices})\s(?P<name>[A-Z][a-z’'-]{{1,20}} [A-Z][A-Za-z’'-]{{1,20}})(?![\w’'-])(?! [A-Z])"
    )


def _by_occupation(span: Span, draft: Draft) -> Span:
    """A model's organisation or place of two or three words right after an occupation is a person."""
    if span.source != "model" or span.kind is Kind.PERSON:
        return span
    before = _BEFORE_NAME.search(draft.before(span))
    introduced = before is not None and before.group(1) in occupations() and not before.group().endswith(", ")
    described = span.kind is Kind.ORG and _is_described(draft.after(span, 80))
    credited = _CREDITED.search(draft.before(span)) is not None
    if (introduced or described or credited) and re.fullmatch(_PERSON, draft.surface(span)):
        return retyped(span, Kind.PERSON, "occupation")
    return span


def _is_described(after: str) -> bool:
    """Whether the words after a name describe a person: ", who", ", 43,", ", the man who", ", a retired judge"."""
    if _DESCRIBED.match(after) or _OFFICE.match(after):
        return True
    apposition = _APPOSITION.match(after)
    words = apposition.group(1).split() if apposition else []
    return any(word in occupations() and word not in COMPANIES_TOO for word in words)


@lru_cache(maxsize=1)
def _introduction() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, occupations()), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{words}),? (?P<name>{_PERSON})\b")


def _introduced(draft: Draft) -> list[Span]:
    """People after an occupation that the model missed."""
    found: list[Span] = []
    for number, part in enumerate(draft.parts):
        for match in _introduction().finditer(part.text):
            span = Span(number, *match.span("name"), Kind.PERSON, "occupation", Role.MENTION)
            if not any(span.overlaps(one) for one in draft.spans):
                found.append(span)
    return found
