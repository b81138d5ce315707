"""Japanese credits: where a report was filed and who wrote it, in one pair of brackets (【ソウル＝山田花子】)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.reading.formats.deliveries.delivery import Draft
from articles.reading.formats.deliveries.lines import Line, rest_of
from articles.reading.report import BlockKind

CREDIT_MAX_CHARACTERS = 60
_PLACE = r"(?P<place>[^\s（）【】〈〉＝=、。「」]{1,14}?)"
_NAMES = r"(?P<names>[^【】。「」＝=]{1,44}?)"
# A day of the month may stand behind the place: 【ソウル九日＝…】.
_INSIDE = rf"{_PLACE}(?:[〇一二三四五六七八九十０-９\d]{{1,3}}日)?\s{{0,2}}[＝=]\s{{0,2}}{_NAMES}"
_OPENING = re.compile(rf"\s{{0,3}}【{_INSIDE}】\s{{0,3}}")
_CLOSING = re.compile(rf"[（(]{_INSIDE}[）)]\s{{0,3}}$")
_JOB = re.compile(r"(?:特派員|編集委員|論説委員|支局長|総局長|本社記者|記者)$")
_DISTINGUISHED = re.compile(r"[（(][^）)]{1,3}[）)]")
_LABEL = re.compile(r"【(?:写真説明|写真|図|図版|地図|グラフ|表|グラフィック)】")
_CAPTION = re.compile(r"(?:写真|図|地図|グラフ|表)\s{0,2}[＝=]")
_PART = re.compile(r"[■◆●▽◇＜〈]")


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit ``text[start:end]``: the place, and the names that sign."""

    place: str
    names: tuple[str, ...]
    start: int
    end: int


def credit_of(text: str) -> Credit | None:
    """The credit that opens or closes a paragraph.

    >>> credit_of("【ソウル九日＝小林（慶）特派員】協議が始まった。").names
    ('小林',)
    >>> found = credit_of("…と述べた。（北京＝山田花子、延川光）")
    >>> found.place, found.names
    ('北京', ('山田花子', '延川光'))
    >>> credit_of("前年比＝８％増（推計）") is None
    True
    """
    found = _OPENING.match(text) or _CLOSING.search(text[-CREDIT_MAX_CHARACTERS:])
    if found is None:
        return None
    shift = 0 if found.re is _OPENING else max(0, len(text) - CREDIT_MAX_CHARACTERS)
    names = tuple(
        name
        for part in re.split(r"[、・,]", found["names"])
        if (name := _JOB.sub("", _DISTINGUISHED.sub("", part)).strip())
    )
    return Credit(found["place"], names, found.start() + shift, found.end() + shift)


def take_text(draft: Draft, lines: list[Line]) -> None:
    """The paragraphs of a report, its captions, and the byline that its first or last credit states."""
    captions = False
    for line in lines:
        if label := _LABEL.match(line.text):
            captions = True
            if label.end() < len(line.text):
                draft.body([rest_of(draft.sheet.source, line, label.end())], BlockKind.CAPTION)
            continue
        captions = captions and not _PART.match(line.text)
        if captions or _CAPTION.match(line.text):
            draft.body([line], BlockKind.CAPTION)
            continue
        credit = credit_of(line.text)
        if credit and "byline" not in draft.stated:
            printed = line.text[credit.start : credit.end]
            draft.state("place", line, "credit", credit.place, credit.place)
            for name in credit.names:
                draft.state("byline", line, "credit", name, name if name in printed else printed)
        draft.body([line])
