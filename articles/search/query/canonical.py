"""The canonical form of a query, to tell whether it was read otherwise than it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.search.analysis import tokens
from articles.search.query.lexer import Lexeme, TokenKind
from articles.search.query.syntax import (
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
)

_SIGNS = {TokenKind.OPEN: "(", TokenKind.CLOSE: ")", TokenKind.OR: "OR", TokenKind.NOT: "-"}


def reads_otherwise(node: Node, lexemes: Sequence[Lexeme]) -> bool:
    """Whether a tree says something else than the tokens that it was read from: other operators, brackets or words.

    What a token says is not compared for days ("date:2021" is the year), and words without a letter say nothing.
    """
    return list(_read(node)) != list(_typed(lexemes))


def _typed(lexemes: Sequence[Lexeme]) -> Iterator[str]:
    field = ""
    for lexeme in lexemes:
        if lexeme.kind is TokenKind.FIELD:
            field = f"{lexeme.text.lower()}:"
        elif lexeme.kind in (TokenKind.WORD, TokenKind.QUOTED):
            if field == "date:":
                yield "date"
            elif tokens(lexeme.text):
                quoted = lexeme.kind is TokenKind.QUOTED
                yield field + (_phrase(lexeme.text, lexeme.near) if quoted else lexeme.text + lexeme.mark)
            field = ""
        elif lexeme.kind is not TokenKind.AND:
            if field:
                yield field
            field = ""
            yield _SIGNS[lexeme.kind]


def _read(node: Node) -> Iterator[str]:
    match node:
        case And(parts):
            for part in parts:
                yield from _bracketed(part, Or)
        case Or(parts):
            for number, part in enumerate(parts):
                if number:
                    yield "OR"
                yield from _bracketed(part, And)
        case Not(part):
            yield "-"
            yield from _bracketed(part, And, Or)
        case Dated():
            yield "date"
        case Everything():
            return
        case _:
            yield _leaf(node)


def _leaf(node: Word | Phrase | Prefix | Fuzzy | Named) -> str:
    match node:
        case Named(facet, text):
            return f"{facet}:{_phrase(text, 0) if ' ' in text else text}"
        case Phrase(text, field, near):
            said = _phrase(text, near)
        case Prefix(text, field):
            said = f"{text}*"
        case Fuzzy(text, field):
            said = f"{text}~"
        case Word(text, field):
            said = text
    return f"{field}:{said}" if field else said


def _phrase(text: str, near: int) -> str:
    return f'"{text}"~{near}' if near else f'"{text}"'


def _bracketed(node: Node, *kinds: type) -> Iterator[str]:
    if not isinstance(node, kinds):
        yield from _read(node)
        return
    yield "("
    yield from _read(node)
    yield ")"
