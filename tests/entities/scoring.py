"""How near recognition comes to gold mentions: exact span and kind, articles and possessives left aside."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.entities.kinds import Mention, Role
from articles.entities.recognition.entity_reader import Part

Naming = tuple[int, int, int, str]
_WRAPPED = re.compile(r"(?<=[^\n\s])[ \t]*\n[ \t]*(?=[^\n\s])")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_DATELINE = re.compile(
    r"\s*(?:[a-z]{1,4}(?=[A-Z]{3}))?"
    r"(?P<dateline>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w.’' -]{1,30}?)?(?: ?\([A-Za-z /-]{2,30}\))?"
    r"|[A-Z][a-z]+(?=: ))\s?(?:—|–|--|-|_|:|(?<=\)))(?=\s)"
)
IEER_KINDS = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "org"}
SEED_KINDS = {"PERSON": "person", "PLACE": "place", "ORG": "org", "NORP": "demonym"}
CAPTION = "In this Friday"


@dataclass(frozen=True)
class Gold:
    """An article as parts, with its gold mentions as (part, start, end, kind); ``names`` gives their canonical names."""

    parts: tuple[Part, ...]
    namings: frozenset[Naming]
    names: dict[Naming, str]


@dataclass(frozen=True)
class Score:
    """Precision, recall and their mean."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} (n={self.gold})"


def part_of(text: str) -> Part:
    """A body as a part, with its dateline where it opens with one."""
    match = _DATELINE.match(text)
    return Part(text, match.span("dateline") if match else None)


def seed_articles(folder: Path) -> Iterator[Gold]:
    """The seed articles cut in headline, body, caption and footnote by hand; every gold naming falls in a part."""
    gold = json.loads((folder / "entities_gold.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            source = file.read()
        named = [item for item in gold if item["file"] == path.name]
        yield _seed(source, named)


def _seed(source: str, named: list[dict[str, object]]) -> Gold:
    parts, where = [], []
    pieces: list[list[tuple[int, int]]] = [[]]
    for match in re.finditer(r"[^\n]+", source):
        line = match.group()
        if re.match(r"Leave a Reply|Author$|Your email|error:", line):
            continue
        alone = len(line) < 70 or line.startswith((CAPTION, "©", "*"))
        (pieces.append([match.span()]) if alone else pieces[-1].append(match.span()))
        if alone:
            pieces.append([])
    for spans in filter(None, pieces):
        parts.append(part_of("\n\n".join(source[start:end] for start, end in spans)))
        where.append(spans)
    names: dict[Naming, str] = {}
    for item in named:
        start, end = int(str(item["start"])), int(str(item["end"]))
        placed = _placed(where, start)
        if placed:
            part, shift = placed
            names[part, start - shift, end - shift, SEED_KINDS[str(item["type"])]] = str(item["canonical"])
    return Gold(tuple(parts), frozenset(names), names)


def _placed(where: list[list[tuple[int, int]]], start: int) -> tuple[int, int] | None:
    for part, spans in enumerate(where):
        length = 0
        for begin, end in spans:
            if begin <= start < end:
                return part, begin - length
            length += end - begin + 2
    return None


def ieer_articles(path: Path) -> Iterator[Gold]:
    """The newswire articles, their wrapped lines joined."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _ieer(json.loads(line))


def _ieer(record: dict[str, object]) -> Gold:
    text, entities = str(record["text"]), record["entities"]
    joined, shifts = "", []
    position = 0
    for match in _WRAPPED.finditer(text):
        joined += text[position : match.start()] + " "
        position = match.end()
        shifts.append((match.end(), match.end() - len(joined)))
    joined += text[position:]
    assert isinstance(entities, list)
    namings = set()
    for item in entities:
        kind = IEER_KINDS.get(item["type"])
        if item["cls"] == "enamex" and kind:
            namings.add((0, _moved(item["start"], shifts), _moved(item["end"], shifts), kind))
    return Gold((part_of(joined),), frozenset(namings), {})


def _moved(offset: int, shifts: list[tuple[int, int]]) -> int:
    moved = offset
    for start, shift in shifts:
        if start <= offset:
            moved = offset - shift
    return moved


def found_namings(mentions: tuple[tuple[Mention, ...], ...]) -> set[Naming]:
    """What was read, in gold's terms."""
    return {
        (part, one.start, one.end, "demonym" if one.role is Role.DEMONYM else one.kind.value)
        for part, several in enumerate(mentions)
        for one in several
    }


def stripped(naming: Naming, parts: tuple[Part, ...]) -> Naming:
    """A mention without a leading article and a trailing possessive."""
    part, start, end, kind = naming
    text = parts[part].text
    match = _ARTICLE.match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while end > start and text[end - 1] in " \n'’\"":
        end -= 1
    return part, start, end, kind


def score(pairs: list[tuple[set[Naming], set[Naming]]], kinds: tuple[str, ...]) -> dict[str, Score]:
    """The score of each kind and of all together, of (found, gold) per article."""
    count: Counter[tuple[str, str]] = Counter()
    for found, gold in pairs:
        for kind in kinds:
            mine = {one for one in found if one[3] == kind}
            theirs = {one for one in gold if one[3] == kind}
            for where, number in (("right", mine & theirs), ("found", mine), ("gold", theirs)):
                count[kind, where] += len(number)
                count["micro", where] += len(number)
    return {
        kind: Score(count[kind, "right"], count[kind, "found"], count[kind, "gold"])
        for kind in (*kinds, "micro")
    }


def faults(found: set[Naming], gold: set[Naming]) -> Iterator[tuple[str, str]]:
    """What is wrong with a reading: each fault with the kind of naming it concerns, a pair of overlapping ones counted once.

    >>> list(faults({(0, 0, 5, "org")}, {(0, 0, 5, "person"), (0, 9, 12, "place")}))
    [('person', 'another kind: org'), ('place', 'missed')]
    """
    left = found - gold
    for one in sorted(gold - found):
        touching = [other for other in left if other[0] == one[0] and other[1] < one[2] and one[1] < other[2]]
        left -= set(touching)
        if not touching:
            yield one[3], "missed"
        elif any(other[3] == one[3] for other in touching):
            yield one[3], "other edges"
        else:
            same = any(other[:3] == one[:3] for other in touching)
            yield one[3], f"{'another kind' if same else 'other edges, another kind'}: {touching[0][3]}"
    yield from ((other[3], "names nothing") for other in sorted(left))
