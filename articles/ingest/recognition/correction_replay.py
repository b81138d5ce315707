"""Replaying editors' corrections of mentions on every reading of an article, so that they outlive them all."""

from __future__ import annotations

from collections.abc import Sequence

from articles.entities.kinds import Kind, Role
from articles.ingest.recognition.article_parts import texts_of
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Article, Correction, Entity, Mention
from articles.reading.anchoring import Anchor, PartKey, placed

_PLACE_ROLES = frozenset({Role.DATELINE, Role.METONYM, Role.DEMONYM})


def apply_corrections(article: Article, rows: Sequence[Mention]) -> list[Mention]:
    """The mentions of a reading, not saved yet, with what editors rejected left out and what they added put in.

    A correction wins over every mention it touches, a later one over an earlier one. Those whose place is no longer
    found are marked as not placed, for their list; those found again are marked as placed.
    """
    corrected, corrections = list(rows), active_corrections(article)
    texts = texts_of(article) if corrections else {}
    for correction in corrections:
        spot = placed(anchor_of(correction), texts)
        if correction.placed != (spot is not None):
            Correction.objects.filter(pk=correction.pk).update(placed=spot is not None)
        if spot is not None:
            corrected = _applied(correction, spot, article, corrected)
    return sorted(corrected, key=lambda row: (row.part, row.part_index, row.start))


def active_corrections(article: Article) -> list[Correction]:
    """What still holds of what editors said of this article's mentions, the earliest first."""
    said = article.corrections.filter(action__in=Correction.IN_ARTICLES, undone_at=None).order_by("pk")
    # Hardly any article has one: what is fetched beside them is asked for only where there are some.
    return list(said.prefetch_related("entity__merged_into", "other__merged_into"))


def anchor_of(correction: Correction) -> Anchor:
    """The place that a correction speaks of."""
    return Anchor(
        (correction.part, correction.part_index),
        correction.start,
        correction.end,
        correction.quote,
        correction.before,
        correction.after,
        correction.text_sha256,
    )


def editors_mention(
    article: Article, spot: tuple[PartKey, int, int], quote: str, entity: Entity, role: str
) -> Mention:
    """A mention that stands because an editor says so; not saved."""
    (part, part_index), start, end = spot
    final = final_entity(entity)
    return Mention(
        article=article,
        part=part,
        part_index=part_index,
        start=start,
        end=end,
        surface=quote,
        kind=final.kind,
        role=role_for(final, Role(role)).value,
        entity=final,
        linked=entity if entity.pk != final.pk else None,
        source="editor",
        confidence=1.0,
    )


def role_for(entity: Entity, role: Role) -> Role:
    """The role of a mention, where its entity can have it: only a place stands for its government or its people."""
    return Role.MENTION if role in _PLACE_ROLES and entity.kind != Kind.PLACE.value else role


def touches(row: Mention, spot: tuple[PartKey, int, int]) -> bool:
    """Whether a mention shares a character with a place in the article."""
    part, start, end = spot
    return (row.part, row.part_index) == part and row.start < end and start < row.end


def _applied(
    correction: Correction, spot: tuple[PartKey, int, int], article: Article, rows: list[Mention]
) -> list[Mention]:
    under = [row for row in rows if touches(row, spot)]
    kept = [row for row in rows if row not in under]
    if correction.action == "reject":
        return kept
    exact = next((row for row in under if (row.start, row.end) == spot[1:]), None)
    entity = correction.entity if correction.action == "add" else correction.other
    role = exact.role if exact else Role.MENTION.value
    return [*kept, editors_mention(article, spot, correction.quote, entity, role)] if entity else kept
