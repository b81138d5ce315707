"""The words beside a name: the kind of office that they give ("President Clinton", "the Clinton administration") and a given
name that stands right before a surname.

Only the kind of office counts: it tells a president from a senator of the same surname.
"""

from __future__ import annotations

import re

from articles.entities.people.gender import is_given_name

_OFFICES = {
    "president": r"Presidents?|Pres\.|President-elect",
    "vice president": r"Vice Presidents?|Vice President-elect",
    "prime minister": r"Prime Ministers?|Premier|Chancellor",
    "senator": r"Sens?\.|Senators?|Majority Leader|Minority Leader",
    "representative": r"Reps?\.|Representatives?|Congress(?:man|woman)|House Speaker|Speaker|Whip",
    "governor": r"Govs?\.|Governors?",
    "secretary": r"Secretary(?: of [A-Z][a-z]+)?|Minister|Ambassador|Attorney General|Director|Administrator",
    "justice": r"(?:Chief )?Justices?|Judges?",
    "general": r"Gens?\.|Generals?|Admiral|Adm\.|Col\.|Lt\.|Maj\.|Capt\.|Sgt\.",
    "mayor": r"Mayors?",
    "first lady": r"First [Ll]ady|first lady",
    "crown": r"Kings?|Queens?|Princes?|Princess|Pope|Emperor",
}
_BEFORE = tuple((office, re.compile(rf"\b(?:{words}) $")) for office, words in _OFFICES.items())
_LAST_WORD = re.compile(r"(?:^|[^\w.'’-])([A-Z](?:\.|[a-zà-ÿ]{1,20})) $")
_PRESIDENCY = re.compile(r"(?:['’]s)?[ -](?:administration|presidency|White House)\b")


def office_beside(before: str, after: str = "") -> str:
    """The kind of office that the words just before or behind a name give it; empty where they give none.

    >>> office_beside("he met Vice President "), office_beside("officials of the ", " administration said")
    ('vice president', 'president')
    >>> office_beside("he met ")
    ''
    """
    if _PRESIDENCY.match(after):
        return "president"
    found = [office for office, pattern in _BEFORE if pattern.search(before)]
    return "vice president" if "vice president" in found else found[0] if found else ""


def given_name_before(before: str) -> str:
    """The given name or initial right before a surname that stands alone; empty where none does.

    >>> given_name_before("said Elizabeth "), given_name_before("said J. "), given_name_before("said Senator ")
    ('Elizabeth', 'J.', '')
    """
    match = _LAST_WORD.search(before)
    if match is None:
        return ""
    word = match[1]
    return word if len(word.rstrip(".")) == 1 or is_given_name(word) else ""
