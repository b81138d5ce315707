"""The tense of a sentence at one place in it: past or future.

A verb that follows at once decides ("The envoy on Friday left"), then the one nearest before the place ("He said on Friday
that they would leave on Monday"); where the sentence begins with the place, the first verb behind it.
"""

from __future__ import annotations

import re

SENTENCE_MAX_CHARACTERS = 300
OPENING_MAX_WORDS = 4

# Words that are also nouns ("plans", "votes", "the end") are left out, or count only with what makes them verbs.
_TO_COME = (
    r"will|won['’]t|['’]ll|would|shall|may|might|could|must|should|going to|(?:is|are|was|were) to|to be|"
    r"(?:plans?|planned|planning|hopes?|hoped|aims?|intends?|expects?|wants?) to|due|set (?:to|for)|scheduled|slated|"
    r"expected|likely|deadline|until|till|ahead of|in advance of|starting|begins|starts|opens|meets|convenes|arrives|"
    r"departs|leaves|expires|kicks off|takes place|resumes"
)
_HAS_BEEN = (
    r"said|was|were|had|did|has|have|been|told|took|made|went|came|gave|got|met|saw|held|led|left|began|won|lost|sent|"
    r"spoke|wrote|read|put|rose|fell|shot|struck|hit|cut|broke|drew|drove|flew|fought|found|grew|heard|knew|paid|ran|"
    r"sat|set off|sold|stood|swore|taught|thought|threw|understood|woke|became|brought|bought|built|chose|quit|"
    r"(?:did|was|were|had|has|have)n['’]t|[a-z]{2,20}ed|according to"
)
_CUE = re.compile(rf"(?<![\w’'-])(?:(?P<to_come>{_TO_COME})|(?P<has_been>{_HAS_BEEN}))(?!\w)")
# A verb that follows at once has the place between itself and its subject: "Trump on Monday said".
_AT_ONCE = re.compile(
    rf"\s(?:[a-z]{{2,20}}ly\s)?(?:(?P<to_come>will|would|is to|are to)|(?P<has_been>{_HAS_BEEN}))(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s|\n")


def is_to_come(text: str, start: int, end: int) -> bool:
    """Whether the clause around ``text[start:end]`` is in the future; without a tense it counts as past.

    >>> text = "He said on Friday that they would leave on Monday."
    >>> is_to_come(text, 8, 17), is_to_come(text, 40, 49)
    (False, True)
    """
    verb = _verb_at(text, start, end)
    return bool(verb and verb["to_come"])


def tells(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells anything there that has been or is to come, and does not only describe how things are.

    >>> tells("He left today.", 8, 13), tells("What we see today is new.", 12, 17)
    (True, False)
    """
    return _verb_at(text, start, end) is not None


def _verb_at(text: str, start: int, end: int) -> re.Match[str] | None:
    if at_once := _AT_ONCE.match(text, end):
        return at_once
    before = _last_sentence(text[max(0, start - SENTENCE_MAX_CHARACTERS) : start])
    if cues := list(_CUE.finditer(before)):
        return cues[-1]
    if len(before.split()) > OPENING_MAX_WORDS:
        return None
    behind = text[end : end + SENTENCE_MAX_CHARACTERS]
    stop = _SENTENCE_END.search(behind)
    return _CUE.search(behind[: stop.start()] if stop else behind)


def _last_sentence(text: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text
