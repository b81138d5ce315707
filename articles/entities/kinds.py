"""Mentions: the values that recognition and linking pass on, with their kinds and roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of an entity."""

    PERSON = "person"
    PLACE = "place"
    ORG = "org"


class Role(StrEnum):
    """The role of a mention in its sentence.

    A demonym ("Afghan") links to the country, but stays out of the place facet unless asked for. A metonym ("Kabul
    accuses") is a place that stands for its government. A dateline mention says where a report was filed.
    """

    MENTION = "mention"
    DATELINE = "dateline"
    METONYM = "metonym"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One mention in a text: ``text[start:end] == surface``, offsets in code points.

    ``source`` names the evidence ("alias", "model", "surname", "place-context", "dateline", "acronym"), ``confidence``
    is its measured precision (0..1). ``name`` is the fullest name that the article and the knowledge files give for
    this mention ("Lavrov" → "Sergey Lavrov"); ``gazetteer_id`` is set for a resolved place. Mentions of one text never
    overlap.
    """

    start: int
    end: int
    surface: str
    kind: Kind
    role: Role = Role.MENTION
    source: str = "model"
    confidence: float = 0.0
    name: str = ""
    gazetteer_id: str = ""
