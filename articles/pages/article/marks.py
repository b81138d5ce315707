"""Which names of an article are marked, as its address or a cookie says: the first mention of each, all of a kind, none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.models import Mention

KINDS = ("person", "place", "org")
FIRST, NONE, ALL = "first", "0", "1"


@dataclass(frozen=True, slots=True)
class Marks:
    """``every`` are the kinds of which every mention is marked; of the others the first of each name, unless ``off``."""

    every: tuple[str, ...] = ()
    off: bool = False

    @classmethod
    def read(cls, text: str) -> Marks:
        """From an address; what makes no sense is left out.

        >>> Marks.read("org,person").value, Marks.read("0").off, Marks.read("1").every
        ('person,org', True, ('person', 'place', 'org'))
        """
        if text == ALL:
            return cls(KINDS)
        asked = text.split(",")
        return cls(tuple(kind for kind in KINDS if kind in asked), off=text == NONE)

    @property
    def value(self) -> str:
        """As the address says it."""
        return NONE if self.off else ",".join(self.every) or FIRST

    def toggling(self, kind: str) -> Marks:
        """With every mention of a kind marked, or only the first of each name again."""
        on = {*self.every} ^ {kind}
        return replace(self, every=tuple(one for one in KINDS if one in on), off=False)

    def marked(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Those of an article's mentions, given in reading order, that are marked."""
        if self.off:
            return []
        seen: set[int] = set()
        kept: list[Mention] = []
        for mention in mentions:
            # A nationality is no mention of the country to a reader, and the headline is not marked.
            first = mention.entity_id not in seen and mention.role != "demonym" and mention.part != "title"
            if first:
                seen.add(mention.entity_id)
            if first or mention.kind in self.every:
                kept.append(mention)
        return kept


USUAL = Marks()
