"""People and organisations named in another script than their page's name, where nobody has said that they are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from articles.entities.kinds import Kind
from articles.ingest.recognition.entity_candidates import KNOWN_ALIAS_SOURCES
from articles.models import Alias, Mention

REASON = "written in other letters than the name of this page; an editor confirms it by adding the name"


def script_of(text: str) -> str:
    """The script of a name's first letter, as Unicode calls it; empty without letters.

    >>> script_of("Лавров"), script_of("Lavrov"), script_of("لاوروف"), script_of("7")
    ('CYRILLIC', 'LATIN', 'ARABIC', '')
    """
    first = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


def unproven(mentions: Iterable[Mention]) -> frozenset[int]:
    """The entities that an article's recogniser named in a script in which no editor or data file has their name.

    One query, where there are any.
    """
    foreign: dict[int, str] = {}
    for one in mentions:
        script = script_of(one.surface)
        # A place is known by the gazetteer, whatever it is called.
        if (
            one.source == "model"
            and one.kind != Kind.PLACE
            and script
            and script != script_of(one.entity.name)
        ):
            foreign[one.entity_id] = script
    if not foreign:
        return frozenset()
    known = Alias.objects.filter(entity__in=foreign, source__in=KNOWN_ALIAS_SOURCES)
    proven = {
        pk for pk, surface in known.values_list("entity_id", "surface") if script_of(surface) == foreign[pk]
    }
    return frozenset(foreign.keys() - proven)
