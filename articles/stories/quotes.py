"""Who said what? Direct and indirect speech with speaker, verb, wording and place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.stories.speakers import Frame, namings
from articles.text import sentences

Mark = tuple[int, int, bool]
Span = tuple[int, int]

_PAST = (
    "said told added stated noted stressed claimed warned argued announced insisted explained declared acknowledged "
    "admitted denied replied asked wrote tweeted testified recalled recounted confirmed indicated suggested emphasized "
    "emphasised remarked observed complained promised pledged vowed urged commented continued concluded maintained "
    "reiterated repeated predicted reported stating claiming saying adding"
)
_PRESENT = "says adds states notes stresses claims warns argues insists explains believes"
# "claims" and "states" are nouns too, unless "that" follows.
_SAID = re.compile(
    rf"\b(?:{_PAST.replace(' ', '|')}|says|adds|(?:{_PRESENT.replace(' ', '|')})(?= that\b)"
    r"|(?:shared|revealed|disclosed|pointed out|made clear)(?= that\b))(?!\w)"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;“”\"]{2,80})")
_THAT = re.compile(r"(?: [^\s,.;]+){0,8}? that ")
_MARK = re.compile(r"[“”\"]")
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_MAX_QUOTE_CHARACTERS = 3000
_MAX_MARKS = 40
_FRAGMENT_WORDS = 3
_BARE_SPEECH = frozenset({"said", "says", "added", "claimed", "stated"})
_HIDDEN = "\x00"


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


def quotes(text: str, people: Iterable[tuple[int, int, str]] = ()) -> tuple[Quote, ...]:
    """The quotes of a text in reading order; ``people`` are its mentions of persons as (start, end, name).

    Without them, capitalised names are taken. "He added" goes to who spoke last.

    >>> text = "“We will stay for years,” Ole Berg said. He added that rain would not stop them."
    >>> [(quote.speaker, quote.verb, quote.direct) for quote in quotes(text)]
    [('Ole Berg', 'said', True), ('Ole Berg', 'added', False)]
    """
    known = namings(text, people)
    marked = list(_marked(text))
    found: list[Quote] = []
    last = subject = ""
    for start, end in _passages(text, marked):
        inside = marked[bisect_left(marked, (start,)) : bisect_left(marked, (end,))][:_MAX_MARKS]
        frame = Frame(_hidden(text, start, end, inside), start, known, last, subject)
        direct = [quote for mark in inside if (quote := _direct(text, mark, frame))]
        new = direct if any(one.verb for one in direct) else direct + _indirect(text, frame)
        found += new
        spoke = next((one.speaker for one in reversed(new) if one.speaker), "")
        subject = spoke or (frame.names[0].name if frame.names else "")
        last = spoke or last
    return tuple(sorted(found, key=lambda one: one.start))


def _passages(text: str, marked: Sequence[Mark]) -> Iterable[Span]:
    """The sentences, those that stand between the same quotation marks as one."""
    held: Span | None = None
    at = 0
    for start, end in sentences(text):
        while at < len(marked) and marked[at][1] <= start:
            at += 1
        if held and at < len(marked) and marked[at][0] < start < marked[at][1] and marked[at][0] >= held[0]:
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _marked(text: str) -> Iterable[Mark]:
    """What stands between quotation marks, as (start, end, broken); marks pair up inside a paragraph.

    A paragraph may leave its quote open where the next one opens with a mark again: the speech goes on.
    """
    at = 0
    paragraphs = text.split("\n\n")
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        goes_on = following.lstrip()[:1] in (_OPENING, _STRAIGHT) and bool(following.strip())
        yield from ((at + start, at + end, broken) for start, end, broken in _marked_in(paragraph, goes_on))
        at += len(paragraph) + 2


def _marked_in(paragraph: str, goes_on: bool) -> Iterable[Mark]:
    marks = [(match.group(), match.start()) for match in _MARK.finditer(paragraph)]
    opened: int | None = None
    for number, (mark, at) in enumerate(marks):
        following = marks[number + 1][0] if number + 1 < len(marks) else ""
        if opened is None:
            opened = at + 1 if mark != _CLOSING else None
        elif mark == _OPENING and following == _CLOSING:
            yield opened, _first_sentence_end(paragraph, opened, at), True
            opened = at + 1
        else:
            if at > opened:
                yield opened, min(at, opened + _MAX_QUOTE_CHARACTERS), mark == _OPENING
            opened = None
    if opened is not None and paragraph[opened:].strip():
        end = len(paragraph) if goes_on else _first_sentence_end(paragraph, opened, len(paragraph))
        yield opened, min(end, opened + _MAX_QUOTE_CHARACTERS), not goes_on


def _first_sentence_end(paragraph: str, start: int, end: int) -> int:
    """Where a quote that nobody closed is taken to end."""
    found = sentences(paragraph[start : min(end, start + _MAX_QUOTE_CHARACTERS)])
    return start + found[0][1] if found else end


def _hidden(text: str, start: int, end: int, marked: Sequence[Mark]) -> str:
    """A passage with everything in quotation marks hidden, so that the words around it can be read."""
    pieces = []
    at = start
    for left, right, _ in marked:
        if right > at and left < end:
            pieces += [text[at : max(left, at)], _HIDDEN * (min(right, end) - max(left, at))]
            at = min(right, end)
    return "".join([*pieces, text[at:end]])


def _direct(text: str, mark: Mark, frame: Frame) -> Quote | None:
    """The quote between two marks; a word or three without a word of saying is a name or irony, not a quote."""
    start, end, broken = mark
    wording = text[start:end].strip()
    start = text.index(wording, start)
    end = start + len(wording)
    sayings = sorted(
        _SAID.finditer(frame.text),
        key=lambda one: min(abs(one.start() + frame.offset - end), abs(start - one.end() - frame.offset)),
    )
    according = _ACCORDING.search(frame.text)
    if sayings:
        return Quote(start, end, wording, frame.speaker(sayings[0].span()), sayings[0].group(), True, broken)
    if according:
        return Quote(start, end, wording, frame.source(according.start("who")), "according to", True, broken)
    if len(wording.split()) <= _FRAGMENT_WORDS:
        return None
    return Quote(start, end, wording, frame.names[0].name if frame.names else frame.last, "", True, broken)


def _indirect(text: str, frame: Frame) -> list[Quote]:
    """Reported speech of one passage: "said that …", "said …", "…, Berg said", "according to Berg"."""
    sayings = list(_SAID.finditer(frame.text))
    saying = next(
        (one for one in sayings if _THAT.match(frame.text, one.end())), sayings[0] if sayings else None
    )
    according = _ACCORDING.search(frame.text)
    if according and not saying:
        said = (according.end() + 1, len(frame.text)) if according.start() < 3 else (0, according.start())
        return _reported(text, frame, said, frame.source(according.start("who")), "according to")
    speaker = frame.speaker(saying.span()) if saying else ""
    if not saying or not speaker:
        return []
    comma = frame.text.rfind(",", 0, saying.start())
    rest = frame.text[saying.end() :].strip(" .,“”\"'" + _HIDDEN)
    if that := _THAT.match(frame.text, saying.end()):
        return _reported(text, frame, (that.end(), len(frame.text)), speaker, saying.group())
    is_after_speech = len(rest.split()) <= 8 or saying.group() == "told"
    if is_after_speech and comma > 30:
        return _reported(text, frame, (0, comma), speaker, saying.group())
    if saying.group() in _BARE_SPEECH and len(rest.split()) > _FRAGMENT_WORDS:
        return _reported(text, frame, (saying.end(), len(frame.text)), speaker, saying.group())
    return []


def _reported(text: str, frame: Frame, span: tuple[int, int], speaker: str, verb: str) -> list[Quote]:
    if not speaker:
        return []
    raw = text[frame.offset + span[0] : frame.offset + span[1]]
    wording = raw.strip(' \n.,“”"')
    if len(wording.split()) <= _FRAGMENT_WORDS:
        return []
    start = frame.offset + span[0] + raw.index(wording)
    return [Quote(start, start + len(wording), wording, speaker, verb, False)]
