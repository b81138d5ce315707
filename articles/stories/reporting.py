"""Which words of a sentence say that someone speaks, and what may follow them?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from articles.entities.wordlists import rows

DATA = Path(__file__).parent / "data"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ADVERBIAL = re.compile(
    rf"(?:,? (?:(?:on|late|early|earlier|last|this|next) )*(?:{_DAYS}|week|month|year|today|yesterday|tonight|morning|"
    r"afternoon|evening|night|weekend)(?: (?:night|morning|afternoon|evening))?"
    r"|,? (?:in|during|at|to|through|via|by|on|after|before|of|with|from)"
    r" (?:(?:an?|the|his|her|its|their|last|this|state|local) )?(?:[\w’'\-]+ ){0,4}?"
    r"(?:statement|interview|tweet|letter|e-?mail|speech|address|briefing|conference|reporters|journalists|post|"
    r"television|TV|radio|meeting|remarks|report|memo|filing|note|message|call|lawmakers|media|release|video|Twitter|"
    r"Facebook|Telegram)(?! of\b)"
    r"|,? (?:also|again|later|earlier|separately|too|then|recently|\w+ly))",
    re.ASCII,
)
"""When, where and how it was said: what may stand between the word of saying and what was said."""

_THAT = re.compile(r" that\b,?")
_LATER_THAT = re.compile(r",?(?! (?:there|it|he|she|they)\b)(?:,? [^\s,.;:\x00]+){1,12}?,? that\b,?")
_GAP = re.compile(
    r",? (?:on|in|at|to|during|through|via|by|after|before|with|from|as|also|again|later|earlier|too|then|this|last|late|"
    r"early|yesterday|today|\w+ly|\w+day)\b"
)
_WITH_LISTENER = frozenset("told telling tells tell assured assuring assures warned warning warns".split())
_UNSAID = re.compile(
    r"\b(?:to|not|never|n[’']t|can|could|should|must|may|might|would|will|without|before|after|by|from|of|for|the|an?|his|her|its|their)\s$"
    r"|n[’']t\s$"
)
_UNSAID_CHARACTERS = 10
_NO_NOUNS = frozenset({"said", "added", "told", "wrote"})
_ACCORDING = re.compile(r"\b[Aa]ccording to (?=\w)")


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of saying in a passage. ``takes``: "bare" may have a clause behind it at once, "that" only with "that"
    or in front of it, "strict" only with "that", "quote" only quotation marks; ``participle`` is "adding", "saying"."""

    start: int
    end: int
    verb: str
    takes: str
    participle: bool


def sayings(text: str) -> list[Saying]:
    """The words of saying in a passage, in order; what is denied or only wished ("would not say") is none.

    >>> [(one.verb, one.takes, one.participle) for one in sayings("Berg said it would rain, adding that he was sure.")]
    [('said', 'bare', False), ('adding', 'bare', True)]
    """
    known = _verbs()
    return [
        Saying(match.start(), match.end(), match.group(), *known[match.group()])
        if match.group() != "saying" or not text.endswith(" as ", 0, match.start())
        else Saying(match.start(), match.end(), match.group(), "bare", False)
        for match in _pattern().finditer(text)
        if not _UNSAID.search(text, max(0, match.start() - _UNSAID_CHARACTERS), match.start())
    ]


def that_clause(text: str, one: Saying) -> int:
    """Where the clause begins that "that" opens behind a word of saying; 0 where there is none.

    >>> text = "Berg told reporters in Oslo that it would rain."
    >>> text[that_clause(text, sayings(text)[0]) :]
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


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, bool]]:
    """Form → what it takes, whether it is a participle. "Claims" and "claim" are nouns too, unless "that" follows."""
    known: dict[str, tuple[str, bool]] = {}
    for row in rows("reporting_verbs.csv", DATA):
        as_noun = "strict" if row["takes"] != "quote" and row["past"] not in _NO_NOUNS else row["takes"]
        for form, takes in (
            ("past", row["takes"]),
            ("base", as_noun),
            ("third", as_noun),
            ("participle", row["takes"]),
        ):
            known.setdefault(row[form], (takes, form == "participle"))
    known.pop("", None)
    return known


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """The forms as a pattern; a base form ("claim") is a verb only where "that" or "they" follows."""
    base = {row["base"] for row in rows("reporting_verbs.csv", DATA)} - {"say", ""}
    longest_first = sorted(_verbs(), key=lambda verb: (-len(verb), verb))
    forms = (re.escape(verb) + (r"(?= (?:that|they)\b)" if verb in base else "") for verb in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")
