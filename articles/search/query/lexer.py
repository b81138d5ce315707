"""The lexer of the query language: one pass over the characters, at most `TERMS_MAX` words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from articles.search.query.syntax import FIELDS

TERMS_MAX = 32
NEAR_DEFAULT, NEAR_MAX = 5, 100
PREFIX_MIN_CHARACTERS = 2

OPENING_QUOTES = '"“”„«»＂‟'
_CLOSING = re.compile(f"[{OPENING_QUOTES}]")
_SPACE = re.compile(r"\s+")
_NEAR = re.compile(r"~(\d{1,3})?")
_BARE = re.compile(rf"[^\s(){OPENING_QUOTES}]+")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(?=\S)", re.IGNORECASE)


class TokenKind(Enum):
    """The kind of a token."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    QUOTED = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One token: ``text`` without quotes and marks; ``mark`` "*", "~" or ""; ``near`` the distance of a phrase in words."""

    kind: TokenKind
    text: str = ""
    mark: str = ""
    near: int = 0
    start: int = 0
    end: int = 0


_OPERATORS = {
    "OR": TokenKind.OR,
    "|": TokenKind.OR,
    "||": TokenKind.OR,
    "AND": TokenKind.AND,
    "&&": TokenKind.AND,
    "NOT": TokenKind.NOT,
}


def lex(query: str, problems: list[str]) -> list[Lexeme]:
    """The tokens of a query in order."""
    found: list[Lexeme] = []
    at = words = 0
    while at < len(query):
        lexeme, at = _next(query, at, problems)
        if lexeme is None:
            continue
        words += lexeme.kind in (TokenKind.WORD, TokenKind.QUOTED)
        if words > TERMS_MAX:
            problems.append(f"Only the first {TERMS_MAX} words of the query were searched.")
            break
        found.append(lexeme)
    return found


def _next(query: str, at: int, problems: list[str]) -> tuple[Lexeme | None, int]:
    """The token at an offset (None for space), and the offset behind it."""
    character = query[at]
    if space := _SPACE.match(query, at):
        return None, space.end()
    if character in "()":
        return Lexeme(TokenKind.OPEN if character == "(" else TokenKind.CLOSE, character), at + 1
    if character in OPENING_QUOTES:
        return _quoted(query, at, problems)
    if field := _FIELD.match(query, at):
        return Lexeme(TokenKind.FIELD, field[1].lower()), field.end()
    if character in "-−" and at + 1 < len(query) and not query[at + 1].isspace():
        return Lexeme(TokenKind.NOT, "-"), at + 1
    return _bare(query, at, problems)


def _quoted(query: str, at: int, problems: list[str]) -> tuple[Lexeme | None, int]:
    closing = _CLOSING.search(query, at + 1)
    if closing is None:
        problems.append("A quotation mark is not closed: the phrase was read to the end of the query.")
        return Lexeme(TokenKind.QUOTED, query[at + 1 :].strip(), start=at, end=len(query)), len(query)
    text = query[at + 1 : closing.start()].strip()
    near = _NEAR.match(query, closing.end())
    distance = min(int(near[1] or NEAR_DEFAULT), NEAR_MAX) if near else 0
    end = near.end() if near else closing.end()
    return (Lexeme(TokenKind.QUOTED, text, near=distance, start=at, end=end) if text else None), end


def _bare(query: str, at: int, problems: list[str]) -> tuple[Lexeme | None, int]:
    match = _BARE.match(query, at)
    if match is None:
        return None, at + 1
    text, end = match.group(), match.end()
    if text in _OPERATORS:
        return Lexeme(_OPERATORS[text], text), end
    mark = ""
    if text.endswith("*"):
        text = text.rstrip("*")
        mark = "*" if sum(map(str.isalnum, text)) >= PREFIX_MIN_CHARACTERS else ""
        if not mark:
            problems.append(f"“{text[:10]}*” needs at least {PREFIX_MIN_CHARACTERS} letters before the star.")
    elif fuzzy := re.fullmatch(r"([^~]+)~\d?", text):
        text, mark = fuzzy[1], "~"
    return Lexeme(TokenKind.WORD, text, mark, start=at, end=end), end
