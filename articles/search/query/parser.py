"""The parser of the query language (docs/search-syntax.md); it never raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from articles.search.analysis import tokens
from articles.search.query.canonical import reads_otherwise
from articles.search.query.database_style import translate
from articles.search.query.lexer import Lexeme, TokenKind, lex
from articles.search.query.parameters import TEXT_MAX_CHARACTERS, read_day
from articles.search.query.syntax import (
    FACET_FIELDS,
    TEXT_FIELDS,
    And,
    Dated,
    Everything,
    Fuzzy,
    Named,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    describe,
)

DEPTH_MAX = 8


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A parsed query: its syntax tree, the tree in words, and what could not be read as typed.

    ``translated`` is the query in the language of the room where it was written in that of another database.
    ``otherwise``: whether it says something else than what was typed.
    """

    node: Node
    read_as: str
    problems: tuple[str, ...] = ()
    translated: str = ""
    otherwise: bool = False


class _Unreadable(Exception):
    """The tokens form no query; the message says why."""


def parse(query: str, match: str = "all") -> ParsedQuery:
    """Parse a query; with ``match="any"``, adjacent words are alternatives.

    >>> parse('evacuation -kabul "border crossing"').read_as
    '“evacuation” and the phrase “border crossing” and not “kabul”'
    >>> parse("(evacuation").problems
    ('A bracket is not closed: the query was searched as plain words.',)
    """
    problems: list[str] = []
    if len(query) > TEXT_MAX_CHARACTERS:
        problems.append(f"Only the first {TEXT_MAX_CHARACTERS} characters of the query were read.")
    translation = translate(query[:TEXT_MAX_CHARACTERS])
    problems += translation.problems
    lexemes = lex(translation.text or query[:TEXT_MAX_CHARACTERS], problems)
    try:
        node = _Parser(lexemes, match, problems).query()
    except _Unreadable as reason:
        problems.append(f"{reason}: the query was searched as plain words.")
        node = _plain(lexemes, match)
    otherwise = bool(translation.text) or reads_otherwise(node, lexemes)
    return ParsedQuery(node, describe(node), tuple(dict.fromkeys(problems)), translation.text, otherwise)


def query_words(node: Node) -> list[Word]:
    """The plain words that a query asks for, without those it excludes."""
    if isinstance(node, And | Or):
        return [word for part in node.parts for word in query_words(part)]
    return [node] if isinstance(node, Word) else []


class _Parser:
    """Recursive descent over the tokens. Brackets nest at most `DEPTH_MAX` deep, which bounds the recursion."""

    def __init__(self, lexemes: Sequence[Lexeme], match: str, problems: list[str]) -> None:
        self.lexemes, self.match, self.problems = lexemes, match, problems
        self.at = 0

    def query(self) -> Node:
        """The whole query; every token must be used."""
        node = _with_filters_in_front(self._either("", 0))
        if self.at < len(self.lexemes):
            raise _Unreadable("A bracket is closed that was not opened")
        return node or Everything()

    def _peek(self) -> TokenKind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _either(self, field: str, depth: int) -> Node | None:
        """Alternatives separated by OR."""
        parts = [self._together(field, depth)]
        while self._peek() is TokenKind.OR:
            self.at += 1
            parts.append(self._together(field, depth))
        if len(parts) > 1 and None in parts:
            raise _Unreadable("OR needs a word on both sides")
        return _joined(Or, [part for part in parts if part])

    def _together(self, field: str, depth: int) -> Node | None:
        """Adjacent parts, with or without AND between them."""
        wanted: list[Node] = []
        barred: list[Node] = []
        while self._peek() not in (None, TokenKind.OR, TokenKind.CLOSE):
            bound = self._and(first=not (wanted or barred))
            node = self._signed(field, depth)
            if isinstance(node, Not):
                barred.append(node)
            elif node is not None and bound and wanted:
                wanted[-1] = _joined(And, [wanted[-1], node]) or node
            elif node is not None:
                wanted.append(node)
        positive = _joined(Or if self.match == "any" else And, wanted)
        return _joined(And, ([positive] if positive else []) + barred)

    def _and(self, first: bool) -> bool:
        """Whether an AND stands here. It binds its two sides even where any word is enough."""
        if self._peek() is not TokenKind.AND:
            return False
        self.at += 1
        if first or self._peek() in (None, TokenKind.OR, TokenKind.CLOSE, TokenKind.AND):
            raise _Unreadable("AND needs a word on both sides")
        return True

    def _signed(self, field: str, depth: int) -> Node | None:
        """One part with its NOTs; two cancel each other."""
        negative = False
        while self._peek() is TokenKind.NOT:
            self.at += 1
            negative = not negative
        if self._peek() in (None, TokenKind.OR, TokenKind.CLOSE, TokenKind.AND):
            raise _Unreadable("NOT needs a word behind it")
        node = self._part(field, depth)
        return Not(node) if negative and node else node

    def _part(self, field: str, depth: int) -> Node | None:
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme.kind is TokenKind.OPEN:
            return self._group(field, depth + 1)
        if lexeme.kind is TokenKind.FIELD:
            if self._peek() not in (TokenKind.OPEN, TokenKind.WORD, TokenKind.QUOTED):
                raise _Unreadable(f"“{lexeme.text}:” needs a word behind it")
            return self._part(lexeme.text, depth)
        return _leaf(lexeme, field, self.problems)

    def _group(self, field: str, depth: int) -> Node | None:
        if depth > DEPTH_MAX:
            raise _Unreadable(f"Brackets are nested more than {DEPTH_MAX} deep")
        node = self._either(field, depth)
        if self._peek() is not TokenKind.CLOSE:
            raise _Unreadable("A bracket is not closed")
        self.at += 1
        return node


def _with_filters_in_front(node: Node | None) -> Node | None:
    """Filters that one alternative alone carries beside words hold for the whole query: "a OR b date:2016".

    Where every alternative is a filter, or several carry one of a kind, each keeps its own.
    """
    if not isinstance(node, Or):
        return node
    kinds = [{_filter_kind(part) for part in _conjuncts(branch)} - {""} for branch in node.parts]
    common = [
        kind
        for kind in dict.fromkeys(k for found in kinds for k in found)
        if sum(kind in f for f in kinds) == 1
    ]
    filters: list[Node] = []
    branches: list[Node] = []
    for branch in node.parts:
        parts = _conjuncts(branch)
        own = [part for part in parts if _filter_kind(part) in common]
        rest = [part for part in parts if part not in own]
        if not own or not rest:
            branches.append(branch)
            continue
        filters += own
        branches.append(_joined(And, rest) or Everything())
    return _joined(And, [Or(tuple(branches)), *filters]) if filters else node


def _conjuncts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else (node,)


def _filter_kind(node: Node) -> str:
    inner = node.part if isinstance(node, Not) else node
    return inner.facet if isinstance(inner, Named) else "date" if isinstance(inner, Dated) else ""


def _leaf(lexeme: Lexeme, field: str, problems: list[str]) -> Node | None:
    """The node for a word or phrase with its field and mark; None where it has no letter or digit."""
    if field == "date":
        return _dated(lexeme.text, problems)
    found = [token for token in tokens(lexeme.text) if not token.joined]
    if not found:
        return None
    if field in FACET_FIELDS:
        return Named(field, lexeme.text)
    text_field = field if field in TEXT_FIELDS else ""
    if lexeme.kind is TokenKind.QUOTED:
        return Phrase(lexeme.text, text_field, lexeme.near)
    if lexeme.mark and len({token.position for token in found}) == 1:
        return (Prefix if lexeme.mark == "*" else Fuzzy)(lexeme.text, text_field)
    if lexeme.mark:
        problems.append(f"“{lexeme.text}{lexeme.mark}” is several words: it was searched as written.")
    return Word(lexeme.text, text_field, lexeme.start, lexeme.end)


def _dated(text: str, problems: list[str]) -> Node | None:
    """``2021``, ``2021-07``, ``2021-07-08`` or two of them with ``..`` between; either end may be open."""
    first, dots, last = text.partition("..")
    days: tuple[dt.date | None, dt.date | None] = (
        read_day(first, "date:", problems),
        read_day(last if dots else first, "date:", problems if dots else [], last=True),
    )
    return Dated(*days) if any(days) else None


def _plain(lexemes: Sequence[Lexeme], match: str) -> Node:
    """The words alone, without operators and brackets."""
    leaves = [
        _leaf(lexeme, "", []) for lexeme in lexemes if lexeme.kind in (TokenKind.WORD, TokenKind.QUOTED)
    ]
    return _joined(Or if match == "any" else And, [leaf for leaf in leaves if leaf]) or Everything()


def _joined(kind: type[And] | type[Or], parts: Sequence[Node]) -> Node | None:
    """One node of several parts, flattened; the part itself when it is the only one."""
    if len(parts) < 2:
        return parts[0] if parts else None
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat))
