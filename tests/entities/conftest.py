"""The reader that the tests of this folder share: the real model, the data files, the real place index."""

from __future__ import annotations

import pytest

from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Part, Reading
from articles.entities.recognition.recogniser import SpacyRecogniser


@pytest.fixture(scope="session")
def gazetteer(pytestconfig: pytest.Config) -> Gazetteer:
    """The place index, unpacked once into pytest's cache."""
    assert pytestconfig.cache is not None
    return Gazetteer.open(pytestconfig.cache.mkdir("gazetteer"))


@pytest.fixture(scope="session")
def known() -> KnowledgeBase:
    return KnowledgeBase.from_files()


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer, known: KnowledgeBase) -> EntityReader:
    return EntityReader(SpacyRecogniser(), known, gazetteer)


class Told:
    """What was read, as a test wants to say it: surface → "kind", "kind as Name"."""

    def __init__(self, reader: EntityReader) -> None:
        self._reader = reader

    def read(self, *parts: str | Part) -> Reading:
        return self._reader.read([part if isinstance(part, Part) else Part(part) for part in parts])

    def kinds(self, *parts: str | Part) -> dict[str, str]:
        return {one.surface: one.kind.value for part in self.read(*parts).mentions for one in part}

    def names(self, *parts: str | Part) -> dict[str, str]:
        return {one.surface: one.name for part in self.read(*parts).mentions for one in part}

    def roles(self, *parts: str | Part) -> dict[str, str]:
        return {one.surface: one.role.value for part in self.read(*parts).mentions for one in part}


@pytest.fixture(scope="session")
def told(reader: EntityReader) -> Told:
    return Told(reader)
