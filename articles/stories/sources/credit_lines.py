"""Credit lines: the words at the end of a report that say where its text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.entities.lexicons import MONTHS_AND_DAYS
from articles.stories.sources.media_names import is_medium, is_wire

_WORD = r"[A-Z][\w&’'\-]{0,30}"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_SIGN_OFF = re.compile(
    rf"\b(?P<name>{_WORD}(?:(?:, | and |,? ){_WORD}){{0,8}})(?: in {_PLACE})? reported (?:from|to) {_PLACE}"
)
# "Moreno reported from Oslo, Lee from Kabul": the verb stands once for all.
_ALSO_FROM = re.compile(rf"(?:,| and|, and|;) (?P<said>(?P<name>{_PLACE}) (?:from|in) {_PLACE})")
_CONTRIBUTED = re.compile(
    r"(?:^|(?<=[.!?”\"\n_] )|(?<=\n))(?P<names>[A-Z][^.!?\n:]{2,220}?) (?:also |additionally )?contributed"
    rf"(?: reporting| from {_PLACE}| to (?:this|the) (?:report|story|article|dispatch)|(?P<bare>\.?\s*$))"
)
_REPORTING = re.compile(
    r"(?:\(|(?:^|\n)\s*|[;.] )(?:Additional )?[Rr]eporting(?: and writing)? by (?P<names>[^()\n;.]{3,120})"
)
_INPUTS = re.compile(
    r"\b[Ww]ith (?:additional )?(?:inputs?|reporting|files|material|contributions?) (?:from|by) (?P<names>[^()\n;.]{2,80})"
)
_FIRST_PRINTED = re.compile(
    r"\b(?:[Tt]his|[Tt]he) (?:story|article|report|post|piece|column|essay) (?:was |has been )?(?:originally |first )?"
    r"(?:published|appeared|printed|produced|distributed|provided) (?:in|on|by|at) "
    rf"(?P<names>(?:[Tt]he )?{_WORD}(?:(?: | of | and ){_WORD}){{0,4}})"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\bCopyright|\([cC]\)) ?(?:© ?)?(?:\d{{4}} ?)?(?:by )?(?P<names>(?:[Tt]he )?{_WORD}(?: {_WORD}){{0,3}})"
)
_TAG = re.compile(
    rf"(?:\s[—–-]{{1,2}} ?|\s\(|\n\s*|\bSource: ?)(?P<names>{_WORD}(?:(?: | ?/ ?|, | and ){_WORD}){{0,5}})\)?\.?\s*$"
)
_WRITERS = re.compile(
    r"(?:(?:The )?(?:[A-Z][\w’'.]*\s){1,3}(?:(?:staff|video|business|sports|science|medical|news|politics)\s)*"
    r"(?:writers?|reporters?|correspondents?|journalists?|staffers?|producers?|researchers?)\s)"
)
_PARTED = re.compile(r",? and |, |; | ?/ ?| & ")
_WHERE = re.compile(rf" (?:in|from|at) (?:the )?{_PLACE}.*$")
_A_NAME = re.compile(rf"(?:[Tt]he )?{_WORD}(?:(?: | de | van | von | al-| bin ){_WORD}|\.){{0,4}}")
_HIS_HOUSE = re.compile(rf"^(?:The )?{_WORD}(?: {_WORD}){{0,2}}(?:[’']s|s[’']) (?={_WORD})")
_LAST_CHARACTERS = 600


class Credit(NamedTuple):
    """A credited name, its rule, and the characters that state it."""

    name: str
    rule: str
    start: int
    end: int


def credits_of(body: str) -> Iterator[Credit]:
    """What speaks for the whole report: who signs, reported for it or contributed, an agency's tag, who printed it first.

    >>> [one.name for one in credits_of("It rained. Moe reported from Bergen, Lunde from Oslo.")]
    ['Moe', 'Lunde']
    """
    at = max(0, len(body) - _LAST_CHARACTERS)
    yield from _signed(body, at)
    for match in _CONTRIBUTED.finditer(body, at):
        writers = _WRITERS.match(match["names"])
        if writers or match["bare"] is None:
            yield from _each(match, "sign-off", match["names"][writers.end() if writers else 0 :])
    for pattern, rule in ((_REPORTING, "credit at the end"), (_INPUTS, "named at the end")):
        for match in pattern.finditer(body, at):
            yield from _each(match, rule, match["names"])
    for match in _FIRST_PRINTED.finditer(body):
        yield from _each(match, "printed there first", match["names"])
    for match in _COPYRIGHT.finditer(body, at):
        if is_wire(match["names"]):
            yield from _each(match, "copyright", match["names"])
    tag = _TAG.search(body, at)
    if tag and all(is_wire(name) for name in _PARTED.split(tag["names"])):
        yield from _each(tag, "agency tag at the end", tag["names"])


def _signed(body: str, at: int) -> Iterator[Credit]:
    for match in _SIGN_OFF.finditer(body, at):
        if not is_medium(match["name"]):
            yield Credit(match["name"], "sign-off", *match.span())
        also = _ALSO_FROM.match(body, match.end())
        while also:
            yield Credit(also["name"], "sign-off", also.start("said"), also.end("said"))
            also = _ALSO_FROM.match(body, also.end())


def _each(match: re.Match[str], rule: str, names: str) -> Iterator[Credit]:
    """Each of several names, without the place where he was and the house that he works for."""
    for piece in _PARTED.split(names):
        name = _HIS_HOUSE.sub("", _WHERE.sub("", piece.strip())) or "-"
        if name.split()[0] in MONTHS_AND_DAYS:
            continue
        if _A_NAME.fullmatch(name) or name in ("agencies", "wires", "wire services", "agency"):
            yield Credit(name, rule, *match.span())
