"""Quote extraction: direct and indirect speech with speaker, verb, wording and place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.stories.quotes.according_to import source
from articles.stories.quotes.direct_speech import is_fragment, is_speech
from articles.stories.quotes.indirect_speech import indirect_speech
from articles.stories.quotes.name_occurrences import NameOccurrence, name_occurrences
from articles.stories.quotes.quotation_marks import HIDDEN, Mark, hidden, marked, passages
from articles.stories.quotes.reporting_clauses import ReportingClause, according_to
from articles.stories.quotes.sentence_context import Context, Passage, genders
from articles.stories.quotes.speaker_nouns import PERSON, UNNAMED, VOICE, sort_of
from articles.stories.quotes.speaker_resolution import speaker

_MAX_MARKS = 40
_SIGNED = re.compile(r"[”\"'’»\s]{1,3}[–—-]{1,2}\s?(?:[A-Z][\w.]+,?\s){0,3}?$")


@dataclass(frozen=True, slots=True)
class Quote:
    """What a text puts in someone's mouth: ``text[start:end] == wording``, offsets in code points.

    ``speaker`` is the fullest name that the article gives, "" where it names nobody; ``verb`` the word of saying, ""
    where there is none; ``direct`` whether it stands in quotation marks; ``broken`` whether one of them is missing.
    """

    start: int
    end: int
    wording: str
    speaker: str
    verb: str
    direct: bool
    broken: bool = False


def quotes(text: str, named: Iterable[NameOccurrence] = ()) -> tuple[Quote, ...]:
    """The quotes of a text in reading order; ``named`` are its mentions of persons, organisations and places.

    Without them, capitalised names are taken. "He added" goes to who spoke last.

    >>> text = "“We will stay for years,” Ole Berg said. He added that rain would not stop them."
    >>> [(quote.speaker, quote.verb, quote.direct) for quote in quotes(text)]
    [('Ole Berg', 'said', True), ('Ole Berg', 'added', False)]
    """
    known = name_occurrences(text, named)
    persons = {one.name for one in known if one.kind == "person"}
    bodies = {one.name for one in known if one.kind == "org"}
    spoken_of = genders(text, known)
    marks = list(marked(text))
    found: list[Quote] = []
    context = Context()
    for span in passages(text, marks):
        inside = marks[bisect_left(marks, (span[0],)) : bisect_left(marks, (span[1],))][:_MAX_MARKS]
        speech = [one for one in inside if is_speech(text, span, one, inside)]
        whole = [one for one in speech if not is_fragment(text, span, one)]
        passage = Passage(text, hidden(text, span, whole), span[0], known, context, spoken_of)
        new = list(_quotes_of(passage, speech))
        found += new
        context = _after(passage, new, persons, bodies)
    return tuple(sorted(found, key=lambda one: one.start))


def _quotes_of(passage: Passage, speech: Sequence[Mark]) -> Iterator[Quote]:
    """Those in marks first, then those in the article's own words."""
    used: set[ReportingClause] = set()
    text, offset = passage.whole, passage.offset
    span = (offset, offset + len(passage.text))
    for mark in speech:
        wording = text[mark.start : mark.end].strip()
        start = text.index(wording, mark.start)
        end = start + len(wording)
        saying, who, verb = _attributed(passage, start - offset, end - offset)
        fragment = is_fragment(text, span, mark)
        if saying and not fragment:
            used.add(saying)
        if who or not fragment:
            yield Quote(start, end, wording, who, verb, True, mark.broken)
    for one in indirect_speech(passage, used):
        wording = text[offset + one.start : offset + one.end]
        yield Quote(offset + one.start, offset + one.end, wording, one.speaker, one.verb, False)


def _attributed(passage: Passage, start: int, end: int) -> tuple[ReportingClause | None, str, str]:
    """Whose words these are and by which word: that of the nearest word of saying, "according to", or who spoke last."""
    nearest_first = sorted(
        passage.sayings,
        key=lambda one: (_is_attribute(passage.text, one), min(abs(one.start - end), abs(start - one.end))),
    )
    for one in nearest_first:
        if who := speaker(passage, one):
            return one, who.name, one.verb
    if any(one.takes != "strict" for one in nearest_first):
        return nearest_first[0], "", nearest_first[0].verb
    if signed := _signed(passage, end):
        return None, signed, ""
    if according := according_to(passage.text):
        return None, source(passage, according[1]), "according to"
    if not re.search(r"\w", passage.text.replace(HIDDEN, "")):
        return None, passage.before.spoke, ""
    goes_on = passage.whole[passage.offset + start].islower()
    return None, passage.topic or ("" if goes_on else passage.before.person), ""


def _is_attribute(text: str, one: ReportingClause) -> bool:
    """Whether a participle only says something of the noun before it: "people writing laws"."""
    return (
        one.participle
        and text[: one.start].rstrip()[-1:].isalpha()
        and text[one.end : one.end + 2] not in (" “", ' "', ", ")
    )


def _signed(passage: Passage, end: int) -> str:
    """Whose name stands behind a dash: "“…” — Ole Berg, Dalby Observer"."""
    here = (one for one in passage.names if one.start > end)
    one = next((one for one in here if _SIGNED.fullmatch(passage.text, end, one.start)), None)
    return one.name if one else ""


def _after(
    passage: Passage, new: Sequence[Quote], persons: Collection[str], bodies: Collection[str]
) -> Context:
    """What the next passage must know of this one and those before."""
    before = passage.before
    in_order = sorted(new, key=lambda one: one.start)
    spoke = [one.speaker for one in in_order if one.speaker]
    person = next((name for name in reversed(spoke) if name in persons), "")
    if spoke and spoke[-1] in bodies and _has_voice(passage.text):
        # Whom the spokesman speaks for: "he added" is the body too.
        person = spoke[-1]
    body = next((name for name in reversed(spoke) if name in bodies), "")
    named = [one.name for one in passage.names if one.kind == "org"]
    unnamed = bool(in_order) and not in_order[-1].speaker and bool(in_order[-1].verb)
    someone = unnamed and _tells_of_one(passage.text)
    return Context(
        person="" if someone else person or before.person,
        spoke=""
        if unnamed
        else spoke[-1]
        if spoke
        else before.spoke
        if new
        else passage.topic or before.spoke,
        subject="" if someone else person or passage.topic,
        body=body or (named[-1] if named else before.body),
        someone=someone or (before.someone and not in_order and not passage.topic),
    )


def _has_voice(text: str) -> bool:
    return any(sort_of(word) == VOICE for word in re.findall(r"[\w-]+", text))


def _tells_of_one(text: str) -> bool:
    """Whether someone who is not named speaks alone, so that "he" may be he: "a second official", not "critics"."""
    words = (
        word
        for word in re.findall(r"[\w-]+", text)
        if not word.endswith("s") and word not in ("people", "police")
    )
    return any(sort_of(word) in (PERSON, UNNAMED, VOICE) for word in words)
