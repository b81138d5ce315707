"""The knowledge base of names: every alias of every entity, found in a text by longest match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.entities.kinds import Kind, Role
from articles.entities.lexicons import DATA, rows
from articles.text import fold

ENTITY_FILES = (
    ("countries.csv", Kind.PLACE),
    ("regions.csv", Kind.PLACE),
    ("us_states.csv", Kind.PLACE),
    ("armed_groups.csv", Kind.ORG),
    ("organisations.csv", Kind.ORG),
    ("news_agencies.csv", Kind.ORG),
    ("clubs.csv", Kind.ORG),
    ("people.csv", Kind.PERSON),
)
CAPITALS_AROUND_CHARACTERS = 60
_TOKEN = re.compile(r"&(?:amp|AMP);|[^\W\d_]+|\d+|[^\w\s]|_")

_FORMS = {"’": "'", "‘": "'", "&amp;": "&"}


@dataclass(frozen=True, slots=True)
class AliasRecord:
    """One form of an entity's name. Case-sensitive ones (IS, US, WHO) do not apply in a line of capitals."""

    surface: str
    kind: Kind
    role: Role
    name: str
    case_sensitive: bool = False
    country_code: str = ""
    entity_key: str = ""
    gazetteer_id: str = ""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity of the data files with its aliases; ``sort`` is the type of organisation."""

    key: str
    kind: Kind
    name: str
    country_code: str
    gazetteer_id: str
    sort: str
    coordinates: tuple[float, float] | None
    aliases: tuple[AliasRecord, ...]


@dataclass(frozen=True, slots=True)
class AliasMatch:
    """An occurrence of an alias: ``text[start:end]``."""

    start: int
    end: int
    record: AliasRecord


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    records: list[AliasRecord] = field(default_factory=list)


class KnowledgeBase:
    """A trie of name tokens over alias records. Of two records with one surface the earlier in the list wins."""

    def __init__(self, records: Iterable[AliasRecord]) -> None:
        self.records = tuple(records)
        self._root = _Node()
        self._by_fold: dict[str, AliasRecord] = {}
        for record in self.records:
            node = self._root
            for token in _tokens(record.surface):
                node = node.following.setdefault(token, _Node())
            node.records.append(record)
            self._by_fold.setdefault(fold(record.surface), record)
        self._place_names = {one.gazetteer_id: one.name for one in self.records if one.gazetteer_id}

    @classmethod
    def from_files(cls, folder: Path = DATA) -> KnowledgeBase:
        """A knowledge base from the data files alone."""
        return cls(alias for entity in known_entities(folder) for alias in entity.aliases)

    def lookup(self, surface: str) -> AliasRecord | None:
        """The record of a name, ignoring case and accents; a case-sensitive record matches exactly."""
        record = self._by_fold.get(fold(surface))
        if record and record.case_sensitive and _straight(surface) != record.surface:
            return None
        return record

    def place_name(self, gazetteer_id: str) -> str:
        """The name of a gazetteer place in the knowledge base; empty if it has none."""
        return self._place_names.get(gazetteer_id, "")

    def matches(self, text: str) -> Iterator[AliasMatch]:
        """All aliases in the text, left to right, longest match, without overlaps."""
        tokens = [
            (match.start(), match.end(), _FORMS.get(token := match.group().lower(), token))
            for match in _TOKEN.finditer(text)
        ]
        position = 0
        while position < len(tokens):
            found = self._longest(text, tokens, position)
            if found is None:
                position += 1
                continue
            last, match = found
            yield match
            position = last + 1

    def _longest(
        self, text: str, tokens: list[tuple[int, int, str]], first: int
    ) -> tuple[int, AliasMatch] | None:
        node, best, start = self._root, None, tokens[first][0]
        for index in range(first, len(tokens)):
            following = node.following.get(tokens[index][2])
            if following is None:
                break
            node, end = following, tokens[index][1]
            record = next((one for one in node.records if _fits(one, text, start, end)), None)
            if record:
                best = index, AliasMatch(start, end, record)
        return best


def known_entities(folder: Path = DATA) -> Iterator[KnownEntity]:
    """The entities of the data files with all their aliases, demonyms included."""
    demonyms: dict[str, list[str]] = {}
    for row in rows("demonyms.csv", folder):
        demonyms.setdefault(row["place"], []).append(row["surface"])
    for file, kind in ENTITY_FILES:
        for row in rows(file, folder):
            yield _entity(row, kind, demonyms.get(row["name"], []) if kind is Kind.PLACE else [])


def _entity(row: dict[str, str], kind: Kind, demonyms: list[str]) -> KnownEntity:
    name, code, place = row["name"], row["country_code"], row.get("gazetteer_id", "")
    key = f"{kind.value}:{fold(name)}"
    short = [form for form in row["short_forms"].split("|") if form]
    plain = [form for form in (name, *row["aliases"].split("|")) if form and form not in short]
    forms = [(form, Role.MENTION, False) for form in plain] + [(form, Role.MENTION, True) for form in short]
    forms += [(form, Role.DEMONYM, False) for form in demonyms]
    aliases = tuple(
        AliasRecord(form, kind, role, name, exact, code, key, place) for form, role, exact in forms
    )
    where = (float(row["latitude"]), float(row["longitude"])) if row.get("latitude") else None
    return KnownEntity(key, kind, name, code, place, row.get("sort", ""), where, aliases)


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("&AMP;", "&").replace("&amp;", "&")


def _tokens(surface: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(_straight(surface))]


def _fits(record: AliasRecord, text: str, start: int, end: int) -> bool:
    """Whether the text at an offset may be this alias, by case, spacing and context."""
    printed = _straight(text[start:end])
    if "\n\n" in printed or _inside_word(text, start, end):
        return False
    if " ".join(printed.split()) == record.surface:
        return not (record.case_sensitive and all_capitals_around(text, start, end))
    if record.case_sensitive:
        return False
    if printed.isupper():
        return len(printed) >= 4
    pairs = zip(_TOKEN.findall(record.surface), _TOKEN.findall(printed), strict=False)
    same_spacing = (" " in record.surface) == any(letter.isspace() for letter in printed)
    return same_spacing and all(not known[0].isupper() or shown[0].isupper() for known, shown in pairs)


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


def all_capitals_around(text: str, start: int, end: int) -> bool:
    """Whether an occurrence stands in a line of capitals, where it may be an ordinary word.

    >>> all_capitals_around("IS LAVROV RIGHT?", 0, 2), all_capitals_around("WASHINGTON (AP) Rain fell", 12, 14)
    (True, False)
    """
    left = text[max(0, start - CAPITALS_AROUND_CHARACTERS) : start].rsplit("\n", 1)[-1]
    right = text[end : end + CAPITALS_AROUND_CHARACTERS].split("\n", 1)[0]
    around = left + " " + right
    return around.isupper() and len(around.split()) >= 2
