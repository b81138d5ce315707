"""Direct speech: quotation marks that hold speech, not a title, a name or a word held at a distance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.stories.quotes.indirect_speech import LEAST_WORDS
from articles.stories.quotes.quotation_marks import Mark, Span, hidden
from articles.stories.quotes.reporting_clauses import reporting_clauses
from articles.stories.quotes.reporting_verbs import QUOTES_ONLY

_TITLE_WORDS = 9
# What a title writes small.
_SMALL_WORDS = frozenset(
    "a an the and or but nor of in on at to by for with from as is vs into over up off out s it its".split()
)
_HEADED = re.compile(
    r"\b(?:titled|entitled|headlined|headline|subtitled|captioned|song|single|album|film|movie|novel|play|book|essay|"
    r"series|paper|study|memoir|documentary|episode|podcast|show|programme|program|slogan|hashtag|label),? $"
)
_PUBLISHED = re.compile(r"[”\"'’»]*,? (?:was |is |were )?(?:published|released|aired|appeared|broadcast)\b")
_NAMED_SO = re.compile(r"(?: [^\s,.;:“”\"\x00]+){0,6} [“\"‘'«]")


def is_speech(text: str, span: Span, mark: Mark, all_marks: Sequence[Mark]) -> bool:
    """Whether quotation marks hold speech: a word or three only where a word of saying is in the sentence, a name never."""
    words = text[mark.start : mark.end].split()
    if not words or _is_headed(text, span, mark):
        return False
    if _is_title(words):
        return _is_beside(text, span, mark)
    if len(words) >= LEAST_WORDS:
        return True
    around = hidden(text, span, all_marks)
    if not re.search(r"\w", around) or _is_beside(text, span, mark):
        return True
    called = mark.start - span[0]
    return any(
        one.takes not in (*QUOTES_ONLY, "strict")
        or (one.takes == "naming" and _NAMED_SO.fullmatch(around, one.end, called))
        for one in reporting_clauses(around)
    )


def is_fragment(text: str, span: Span, mark: Mark) -> bool:
    """Whether the marks hold no more than a few words of a sentence that the article tells in its own."""
    wording = text[mark.start : mark.end].strip()
    if len(wording.split()) >= LEAST_WORDS or wording[-1:] in ("!", "?"):
        return False
    return wording[-1:] != "," or not _is_beside(text, span, mark)


def _is_beside(text: str, span: Span, mark: Mark) -> bool:
    """Whether a word of saying stands right before or behind the marks: "“Not Now,” said Berg"."""
    after = re.split(r"[,.;:“\"]", text[mark.end + 1 : min(span[1], mark.end + 80)].lstrip("”\"' "))[0]
    before = text[max(span[0], mark.start - 40) : mark.start - 1].rstrip()
    if text[mark.end - 1] in ",.!?…" and reporting_clauses(after[:60]):
        return True
    return before[-1:] in (",", ":") and bool(reporting_clauses(re.split(r"[.;“”]", before[:-1])[-1]))


def _is_headed(text: str, span: Span, mark: Mark) -> bool:
    """Whether the words around the marks say that a title stands in them: "the study “…”", "“…,” published in 2012"."""
    before = text[max(span[0], mark.start - 40) : mark.start - 1]
    return bool(_HEADED.search(before) or _PUBLISHED.match(text, mark.end, mark.end + 40))


def _is_title(words: Sequence[str]) -> bool:
    """ "Face the Nation": the names of programmes, books and laws have capitals throughout."""
    plain = [word.strip(",.?!:;’'") for word in words]
    telling = [word for word in plain if word[:1].isalpha() and word.lower() not in _SMALL_WORDS]
    named = len(telling) > 1 or (telling and "&" in plain)
    return len(words) <= _TITLE_WORDS and bool(named) and all(word[0].isupper() for word in telling)
