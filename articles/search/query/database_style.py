"""Queries as other databases write them, translated into the query language of the room.

Nexis, Factiva, ProQuest and Dialog write `and`, `or`, `not` in small letters, nearness as `w/5`, `pre/3`, `near5`, `adj3`,
truncation as `!`, and fields as `hd=` or `hlead()`. A query is read so only if it shows at least one sign that no ordinary
question has, so a sentence with "and" in it stays a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

QUERY_MAX_CHARACTERS = 1_000

_NEAR = r"(?:w|pre|near|n|adj|onear)/?(?P<distance>\d{1,3})|(?:w|pre)/(?:s|p|seg|para|sent)\b|same\b"
# What stands on either side of a nearness operator: a word, or a phrase in quotation marks.
_OPERAND = r"(?:\"[^\"]{1,200}\"|[^\s()\"]{1,80})"
_PROXIMITY = re.compile(
    rf"(?P<left>{_OPERAND})\s{{1,3}}(?:{_NEAR})\s{{1,3}}(?P<right>{_OPERAND})", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<!\S)(?:w|pre|near|adj|onear)/(?:\d{1,3}|s|p|seg)(?!\S)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\S)(?:adj|near)\d{1,3}(?!\S)", re.IGNORECASE)
_TRUNCATED = re.compile(r"(?<![^\s(\"])([^\W\d_]{2,40})!(?=[\s)\"]|$)")
_FIELD = re.compile(r"(?<!\S)\(?(hd|hl|headline|hlead|title|ti|by|byline|au)\s?(=|\()\s?", re.IGNORECASE)
_ATLEAST = re.compile(
    r"(?<!\S)atleast(\d{1,2})(?:\s?\(\s?([^()]{1,80})\s?\)|\s([^\W_]{1,80}))", re.IGNORECASE
)
_OPERATOR = re.compile(r"(?<![\w\"])(and not|and|or|not)(?![\w\"])", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"")
_FIELDS = {
    **dict.fromkeys(("hd", "hl", "headline", "hlead", "title", "ti"), "title"),
    **dict.fromkeys(("by", "byline", "au"), "byline"),
}
_SENTENCE_WORDS, _PARAGRAPH_WORDS = 25, 75


@dataclass(frozen=True, slots=True)
class Translation:
    """A query in the language of the room, and in words what was not kept of it; no ``text`` where it is no such query."""

    text: str = ""
    problems: tuple[str, ...] = ()


def translate(query: str) -> Translation:
    """The query of another database in the language of the room.

    >>> translate("(kremlin OR moscow) and sanctions not ukraine").text
    '(kremlin OR moscow) AND sanctions NOT ukraine'
    >>> translate("sanction! w/5 russia").text
    'sanction* russia'
    """
    if len(query) > QUERY_MAX_CHARACTERS or not _is_database_style(query):
        return Translation()
    problems: list[str] = []
    text = _ATLEAST.sub(lambda match: _without_count(match, problems), query)
    text = _proximities(text, problems)
    text = _TRUNCATED.sub(r"\1*", text)
    text = _FIELD.sub(_field, text)
    text = _outside_quotes(text)
    return Translation(text, tuple(dict.fromkeys(problems))) if text != query else Translation()


def _is_database_style(query: str) -> bool:
    """Whether a query shows a sign of another database: its operators of nearness, truncation and fields, or small operators
    beside brackets or operators in capitals."""
    bare = _QUOTED.sub(" ", query)
    if _SLASHED.search(bare) or _NUMBERED.search(bare) or _ATLEAST.search(bare) or _TRUNCATED.search(query):
        return True
    if any(match[2] == "=" or match[1].lower() == "hlead" for match in _FIELD.finditer(bare)):
        return True
    small = re.search(r"(?<!\w)(?:and|or|not)(?!\w)", bare)
    return small is not None and ("(" in bare or re.search(r"(?<!\w)(?:AND|OR|NOT)(?!\w)", bare) is not None)


def _without_count(match: re.Match[str], problems: list[str]) -> str:
    problems.append(f"“{match[0]}” was searched without its count: articles are found by one mention.")
    inside = (match[2] or match[3]).strip()
    return f'"{inside}"' if " " in inside and '"' not in inside else inside


def _proximities(text: str, problems: list[str]) -> str:
    """`a w/5 b` as a phrase with a distance; parts that are no plain words are both asked for instead."""
    for _ in range(8):
        match = _PROXIMITY.search(text)
        if match is None:
            break
        left, right = match["left"].strip('"'), match["right"].strip('"')
        distance = int(match["distance"]) if match["distance"] else _words_of(match[0])
        plain = all(part.replace(" ", "").replace("-", "").isalnum() for part in (left, right))
        if plain:
            put = f'"{left} {right}"~{distance}'
        else:
            put = f"{match['left']} {match['right']}"
            problems.append(
                f"“{match[0]}” was searched without its nearness: only plain words can be near each other."
            )
        text = text[: match.start()] + put + text[match.end() :]
    return text


def _words_of(proximity: str) -> int:
    return _SENTENCE_WORDS if re.search(r"/s", proximity, re.IGNORECASE) else _PARAGRAPH_WORDS


def _field(match: re.Match[str]) -> str:
    opening = "(" if match[0].lstrip().startswith("(") else ""
    return f"{opening}{_FIELDS[match[1].lower()]}:{'(' if match[2] == '(' else ''}"


def _outside_quotes(text: str) -> str:
    """Operators in capitals, but for what stands in quotation marks."""
    parts = re.split(r"(\"[^\"]*\"(?:~\d+)?)", text)
    return "".join(
        part if number % 2 else _OPERATOR.sub(lambda match: match[0].upper().replace("AND NOT", "NOT"), part)
        for number, part in enumerate(parts)
    )
