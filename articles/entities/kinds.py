"""Mentions: the values that recognition and linking pass on, with their kinds and roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Who or what an entity is."""

    PERSON = "person"
    PLACE = "place"
    ORG = "org"


class Role(StrEnum):
    """What a naming does in its sentence.

    A demonym ("Afghan") links to the country but is kept out of the place facet unless asked for;
    a metonym ("Kabul accuses") is a place standing for its government; a dateline says where a report was filed.
    """

    MENTION = "mention"
    DATELINE = "dateline"
    METONYM = "metonym"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One naming in a text: ``text[start:end] == surface``, offsets in code points.

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
