"""Reporting clauses: the words of a sentence that say that someone speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.stories.quotes.reporting_verbs import forms, longer_forms

_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ADVERBIAL = re.compile(
    rf"(?:,? (?:(?:on|late|early|earlier|last|this|next) )*(?:{_DAYS}|week|month|year|today|yesterday|tonight|morning|"
    r"afternoon|evening|night|weekend)(?: (?:night|morning|afternoon|evening))?"
    r"|,? (?:in|during|at|to|through|via|by|on|after|before|of|with|from)"
    r" (?:(?:an?|the|his|her|its|their|last|this|state|local) )?(?:[\w’'\-]+ ){0,4}?"
    r"(?:statement|interview|tweet|letter|e-?mail|speech|address|briefing|conference|reporters|journalists|post|"
    r"television|TV|radio|meeting|remarks|report|memo|filing|note|message|call|lawmakers|media|release|video|Twitter|"
    r"Facebook|Telegram)(?! of\b)"
    r"|,? the (?:same|next|following|previous) (?:day|week|month|morning|evening)"
    r"|,? (?:also|again|later|earlier|separately|too|then|recently|\w+ly))",
    re.ASCII,
)
"""When, where and how it was said: what may stand between the word of saying and what was said."""

_THAT = re.compile(r" that\b,?")
_LATER = (
    r" (?![–—-]|(?:there|it|he|she|they|we|I|is|was|are|were|has|had|have|will|would|could|can|may|might|should)\b)"
    r"[^\s,.;:\x00–—]+"
)
# A comma inside is answered by one before "that", else "that" belongs to a noun: "in a note to Moe, a man that …".
_LATER_THAT = re.compile(
    rf"(?:(?:{_LATER}){{1,8}}? (?:--|—|–) [^—–\n]{{2,100}}? (?:--|—|–)|,?(?:{_LATER}){{1,12}}?"
    r"(?<! for)(?<! of)(?<! in)(?<! to)(?<! on)(?<! at)(?<! by)(?<! with)(?<! from)(?<! than)(?<! about)"
    r"(?<! but)(?<! and)(?<! just)(?<! do)"
    rf"|,?(?:,?{_LATER}){{1,14}}?,) that\b,?"
)
_GAP = re.compile(
    r",? (?:the (?:same|next|following|previous) (?:day|week|month|morning|evening)|"
    r"on|in|at|to|during|through|via|by|after|before|with|from|as|also|again|later|earlier|too|then|this|last|late|"
    r"early|yesterday|today|\w+ly|\w+day)\b"
)
_WITH_LISTENER = frozenset("told telling tells tell assured assuring assures warned warning warns".split())
_UNSAID = re.compile(
    r"\b(?:to|not|never|n[’']t|can|could|should|must|may|might|would|without|before|after|by|from|of|for|the|an?|his|her|its|their)\s$"
    r"|n[’']t\s$"
)
_BEFORE_CHARACTERS = 12
_PASSIVE_CHARACTERS = 30
# Who is told, asked or called something says nothing.
_PASSIVE = re.compile(
    r"\b(?:is|was|are|were|be|been|being|get|gets|got)(?: (?:also|often|then|later|[a-z]+ly))? $"
)
# Before "claim" as a verb: "officials", "they", "also".
_MANY = re.compile(
    r"(?:s|[Tt]hey|[Ww]e|I|[Yy]ou|who|people|men|women|police|[Pp]olice|[Mm]any|[Ss]ome|ly|also|now|still|even|did|does|do),?\s$"
)
_ENDS_CLAUSE = re.compile(r" (?:that|they)\b| [“\"]|[.,:](?:\s|$)|$")
_WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_WENT_ON = re.compile(r"\b(?:(?:went|goes|go|gone) on|continued|proceeded) to $")
_CALLED_FOR = re.compile(r" (?:for|on|off|in|upon|to)\b")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of) (?=\w)|, per (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ReportingClause:
    """A word of saying in a passage.

    ``takes``: "bare" may have a clause behind it at once, "that" only with "that" or in front of it, "strict" only with
    "that", "quote" only quotation marks, "naming" these as a name ("called it “a farce”"); ``participle`` is "adding".
    """

    start: int
    end: int
    verb: str
    takes: str
    participle: bool


def reporting_clauses(text: str) -> list[ReportingClause]:
    """The words of saying in a passage, in order; what is denied or only wished ("would not say") is none.

    >>> found = reporting_clauses("Berg said it would rain, adding that he was sure.")
    >>> [(one.verb, one.takes, one.participle) for one in found]
    [('said', 'bare', False), ('adding', 'that', True)]
    """
    found = (_saying_at(text, match) for match in _WORD.finditer(text))
    return [one for one in found if one and _is_said(text, one)]


def _saying_at(text: str, word: re.Match[str]) -> ReportingClause | None:
    """The word of saying that begins with this word; "as saying" stands for "said"."""
    start, verb = word.start(), word.group()
    longer = (form for form in longer_forms().get(verb, ()) if text.startswith(form, start))
    verb = next((form for form in longer if not text[start + len(form) :][:1].isalnum()), verb)
    form = forms().get(verb)
    end = start + len(verb)
    if form is None or (form.base and not _is_verb(text, start, end)):
        return None
    if verb == "say" and (led := _WENT_ON.search(text, max(0, start - _PASSIVE_CHARACTERS), start)):
        start = led.start()
    as_saying = verb == "saying" and text.endswith(" as ", 0, start)
    return ReportingClause(start, end, verb, form.takes, form.participle and not as_saying)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether "claim" or "report" is no noun here: behind a plural, and before a clause or at the end of one."""
    return bool(
        _ENDS_CLAUSE.match(text, end) and _MANY.search(text, max(0, start - _BEFORE_CHARACTERS), start)
    )


def _is_said(text: str, one: ReportingClause) -> bool:
    """Not denied, not wished, and not said of the one who only hears it ("was told", "called for calm")."""
    if _UNSAID.search(text, max(0, one.start - _BEFORE_CHARACTERS), one.start):
        return False
    passive = not one.verb.endswith("ing") and _PASSIVE.search(
        text, max(0, one.start - _PASSIVE_CHARACTERS), one.start
    )
    return not passive and not (one.takes == "naming" and _CALLED_FOR.match(text, one.end))


def that_clause(text: str, one: ReportingClause) -> int:
    """Where the clause begins that "that" opens behind a word of saying; 0 where there is none.

    >>> text = "Berg told reporters in Oslo that it would rain."
    >>> text[that_clause(text, reporting_clauses(text)[0]) :]
    ' it would rain.'
    """
    found = _THAT.match(text, one.end)
    if found is None and (one.verb in _WITH_LISTENER or _GAP.match(text, one.end)):
        found = _LATER_THAT.match(text, one.end)
    return found.end() if found else 0


def according_to(text: str) -> tuple[int, int] | None:
    """Where "according to" stands and where the name of the source begins.

    >>> according_to("It rained, according to the envoy.")
    (11, 24)
    """
    found = _ACCORDING.search(text)
    return found.span() if found else None
