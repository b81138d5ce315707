"""Who said what? Direct and indirect speech with speaker, verb, wording and place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.stories.namings import Naming, namings
from articles.stories.passage import Context, Passage
from articles.stories.quotation import HIDDEN, Mark, Span, hidden, marked, passages
from articles.stories.reported import LEAST_WORDS, reported
from articles.stories.reporting import Saying, according_to, sayings
from articles.stories.speakers import source, speaker

_MAX_MARKS = 40
_TITLE_WORDS = 9


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


def quotes(text: str, named: Iterable[Naming] = ()) -> tuple[Quote, ...]:
    """The quotes of a text in reading order; ``named`` are its mentions of persons, organisations and places.

    Without them, capitalised names are taken. "He added" goes to who spoke last.

    >>> text = "“We will stay for years,” Ole Berg said. He added that rain would not stop them."
    >>> [(quote.speaker, quote.verb, quote.direct) for quote in quotes(text)]
    [('Ole Berg', 'said', True), ('Ole Berg', 'added', False)]
    """
    known = namings(text, named)
    persons = {one.name for one in known if one.kind == "person"}
    bodies = {one.name for one in known if one.kind == "org"}
    marks = list(marked(text))
    found: list[Quote] = []
    context = Context()
    for span in passages(text, marks):
        inside = marks[bisect_left(marks, (span[0],)) : bisect_left(marks, (span[1],))][:_MAX_MARKS]
        speech = [one for one in inside if _is_speech(text, span, one, inside)]
        whole = [one for one in speech if not _is_fragment(text, one)]
        passage = Passage(text, hidden(text, span, whole), span[0], known, context)
        new = list(_quotes_of(passage, speech))
        found += new
        context = _after(passage, new, persons, bodies)
    return tuple(sorted(found, key=lambda one: one.start))


def _quotes_of(passage: Passage, speech: Sequence[Mark]) -> Iterator[Quote]:
    """Those in marks first, then those in the article's own words."""
    used: set[Saying] = set()
    text, offset = passage.whole, passage.offset
    for mark in speech:
        wording = text[mark.start : mark.end].strip()
        start = text.index(wording, mark.start)
        end = start + len(wording)
        saying, who, verb = _attributed(passage, start - offset, end - offset)
        if not _is_fragment(text, mark) and saying:
            used.add(saying)
        if who or not _is_fragment(text, mark):
            yield Quote(start, end, wording, who, verb, True, mark.broken)
    for one in reported(passage, used):
        wording = text[offset + one.start : offset + one.end]
        yield Quote(offset + one.start, offset + one.end, wording, one.speaker, one.verb, False)


def _attributed(passage: Passage, start: int, end: int) -> tuple[Saying | None, str, str]:
    """Whose words these are and by which word: that of the nearest word of saying, "according to", or who spoke last."""
    nearest_first = sorted(passage.sayings, key=lambda one: min(abs(one.start - end), abs(start - one.end)))
    for one in nearest_first:
        if who := speaker(passage, one):
            return one, who.name, one.verb
    if nearest_first:
        return nearest_first[0], "", nearest_first[0].verb
    if according := according_to(passage.text):
        return None, source(passage, according[1]), "according to"
    if not re.search(r"\w", passage.text.replace(HIDDEN, "")):
        return None, passage.before.spoke, ""
    return None, passage.topic or passage.before.person, ""


def _is_speech(text: str, span: Span, mark: Mark, all_marks: Sequence[Mark]) -> bool:
    """Whether quotation marks hold speech: a word or three only where a word of saying is in the sentence, a name never."""
    words = text[mark.start : mark.end].split()
    if not words or _is_title(words):
        return bool(words) and _is_beside(text, span, mark)
    if len(words) >= LEAST_WORDS:
        return True
    around = hidden(text, span, all_marks)
    return not re.search(r"\w", around) or any(one.takes != "quote" for one in sayings(around))


def _is_fragment(text: str, mark: Mark) -> bool:
    """Whether the marks hold no more than a few words of a sentence that the article tells in its own."""
    wording = text[mark.start : mark.end].strip()
    return len(wording.split()) < LEAST_WORDS and wording[-1:] not in (",", "!", "?")


def _is_beside(text: str, span: Span, mark: Mark) -> bool:
    """Whether a word of saying stands right before or behind the marks: "“Not Now,” said Berg"."""
    after = re.split(r"[,.;:“\"]", text[mark.end + 1 : min(span[1], mark.end + 80)].lstrip("”\"' "))[0]
    before = text[max(span[0], mark.start - 40) : mark.start - 1].rstrip()
    if text[mark.end - 1] in ",.!?…" and sayings(after[:60]):
        return True
    return before[-1:] in (",", ":") and bool(sayings(re.split(r"[.;“”]", before[:-1])[-1]))


def _is_title(words: Sequence[str]) -> bool:
    """ "Face the Nation": the names of programmes, books and laws have capitals throughout."""
    long = [word for word in words if len(word.strip(",.?!")) > 3]
    return len(words) <= _TITLE_WORDS and len(long) > 1 and all(word[0].isupper() for word in long)


def _after(
    passage: Passage, new: Sequence[Quote], persons: Collection[str], bodies: Collection[str]
) -> Context:
    """What the next passage must know of this one and those before."""
    before = passage.before
    spoke = [one.speaker for one in sorted(new, key=lambda one: one.start) if one.speaker]
    person = next((name for name in reversed(spoke) if name in persons), "")
    body = next((name for name in reversed(spoke) if name in bodies), "")
    named = [one.name for one in passage.names if one.kind == "org"]
    someone = bool(new) and not new[-1].speaker and bool(new[-1].verb)
    return Context(
        person="" if someone else person or before.person,
        spoke=spoke[-1] if spoke else before.spoke if new else passage.topic or before.spoke,
        subject="" if someone else person or passage.topic,
        body=body or (named[-1] if named else before.body),
    )
