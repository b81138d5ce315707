"""Putting single mentions right: rejecting one, adding one that was missed, at its place in the article."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from articles.entities.kinds import Kind
from articles.ingest.corrections.log import CannotCorrect, User, log_in_article, log_undone
from articles.ingest.recognition.article_parts import texts_of
from articles.ingest.recognition.correction_replay import anchor_of, editors_mention, touches
from articles.ingest.recognition.dateline_entity import update_dateline_place
from articles.ingest.recognition.entity_candidates import ArticleDirectory
from articles.ingest.recognition.mention_linking import (
    NAME_MAX_CHARACTERS,
    SURFACE_MAX_CHARACTERS,
    unused_slugs,
)
from articles.ingest.recognition.merge_chains import final_entity, queue_articles
from articles.models import Alias, Article, Correction, Entity, Mention
from articles.reading.anchoring import Anchor, PartKey, anchored, placed
from articles.text import fold

# How many mentions one correction may reject, move or split off.
MENTIONS_AT_ONCE_MAX = 1_000
_KEPT = ("part", "part_index", "start", "end", "surface", "role", "source", "confidence")


def reject(mention: Mention, user: User) -> Correction:
    """Reject a mention: no later reading of this article finds it again."""
    article, entity = mention.article, mention.entity
    anchor = anchor_of_mention(mention)
    with transaction.atomic():
        correction = log_in_article("reject", entity, user, article, anchor, hidden=[kept_fields(mention)])
        mention.delete()
        _refile(article, [mention])
        return correction


def reject_link(mention: Mention, user: User) -> Correction:
    """Say that a short name does not mean whom the room links it to: it names whom it prints, and is linked no more."""
    if mention.meant is None or mention.linked is None:
        raise CannotCorrect("The room links this name to nobody else.")
    spot = (mention.part, mention.part_index)
    return add_mention(mention.article, spot, mention.start, mention.end, mention.linked, user)


def add_mention(
    article: Article, part: PartKey, start: int, end: int, entity: Entity, user: User
) -> Correction:
    """Add a mention of an entity at a place in an article; it replaces mentions that it touches."""
    texts = texts_of(article)
    try:
        anchor = anchored(part, texts.get(part, ""), start, end)
    except ValueError as nowhere:
        raise CannotCorrect("There is no such place in the article.") from nowhere
    if anchor.quote != anchor.quote.strip() or "\n" in anchor.quote:
        raise CannotCorrect("Select the name alone: no space around it, and no more than one paragraph.")
    if end - start > SURFACE_MAX_CHARACTERS:
        raise CannotCorrect(f"A mention has at most {SURFACE_MAX_CHARACTERS} letters.")
    spot = (part, start, end)
    hidden = [row for row in article.mentions.all() if touches(row, spot)]
    role = next((row.role for row in hidden if (row.start, row.end) == (start, end)), "mention")
    with transaction.atomic():
        correction = log_in_article(
            "add", entity, user, article, anchor, hidden=[kept_fields(row) for row in hidden]
        )
        article.mentions.filter(pk__in=[row.pk for row in hidden]).delete()
        editors_mention(article, spot, anchor.quote, entity, role).save()
        _refile(article, hidden)
        return correction


def add_named(
    article: Article, spot: tuple[PartKey, int, int], kind: str, name: str, user: User
) -> Correction:
    """Add a mention of the entity with this kind and name, created if it is new."""
    with transaction.atomic():
        return add_mention(article, *spot, entity_called(kind, name), user)


def undo_in_article(correction: Correction, user: User) -> None:
    """Undo a correction of one mention: restore what was found there, and mark the article for re-reading."""
    article = correction.article
    if article is None:
        raise CannotCorrect("Its article is gone.")
    spot = placed(anchor_of(correction), texts_of(article))
    with transaction.atomic():
        log_undone(correction, user)
        if spot is not None:
            (part, part_index), start, end = spot
            here = article.mentions.filter(part=part, part_index=part_index, source="editor")
            here.filter(start=start, end=end).delete()
        if spot == ((correction.part, correction.part_index), correction.start, correction.end):
            restore_mentions(article, correction.value["hidden"])
        _refile(article, list(article.mentions.all()))
        queue_articles([article.pk], stale=True)


def anchor_of_mention(mention: Mention) -> Anchor:
    """The anchor of a mention in the present text."""
    part = (mention.part, mention.part_index)
    try:
        return anchored(part, texts_of(mention.article).get(part, ""), mention.start, mention.end)
    except ValueError as nowhere:
        raise CannotCorrect("The article’s text has changed since: it must be read again first.") from nowhere


def log_moves(correction: Correction, mentions: Collection[Mention]) -> None:
    """Log each mention that a correction of many moves from its entity to its other one, at its place in its article."""
    for mention in mentions:
        anchor = anchor_of_mention(mention)
        log_in_article(
            "assign",
            correction.entity,
            correction.made_by,
            mention.article,
            anchor,
            other=correction.other,
            part_of=correction,
        )


def quoted_place(article: Article, quote: str, number: int = 1) -> tuple[PartKey, int, int]:
    """The anchor of the n-th occurrence of a quoted name in an article, the body first."""
    quote, left = quote.strip(), number
    texts = texts_of(article)
    for part in sorted(texts, key=lambda key: (key[0] != "body", key)):
        at = texts[part].find(quote) if quote else -1
        while at >= 0:
            left -= 1
            if left == 0:
                return part, at, at + len(quote)
            at = texts[part].find(quote, at + 1)
    times = "" if number == 1 else f" {number} times"
    raise CannotCorrect(
        f"“{quote}” does not stand in the article{times}. Letters and capitals must be the same."
    )


def entity_called(kind: str, name: str) -> Entity:
    """The entity with this kind and name; created if there is none."""
    kind, name = Kind(kind).value, " ".join(name.split())
    if len(fold(name)) < 2 or len(name) > NAME_MAX_CHARACTERS:
        raise CannotCorrect(f"A name has 2 to {NAME_MAX_CHARACTERS} letters.")
    known = ArticleDirectory([(Kind(kind), name)]).entity(Kind(kind), name)
    known = known or Entity.objects.filter(kind=kind, name=name, merged_into=None).order_by("pk").first()
    if known is not None and final_entity(known).kind == kind:
        return final_entity(known)
    made = Entity.objects.create(kind=kind, name=name, slug=unused_slugs(Kind(kind), [name])[0], curated=True)
    Alias.objects.create(entity=made, surface=name, folded=fold(name), source="learned")
    return made


def kept_fields(mention: Mention) -> dict[str, object]:
    """What a correction keeps of a mention that it hides, for undo."""
    entity_id = mention.linked_id or mention.entity_id
    return {"entity": entity_id, **{field: getattr(mention, field) for field in _KEPT}}


def restore_mentions(article: Article, hidden: list[dict[str, object]]) -> None:
    """Restore mentions that a correction hid, where no other mention stands now."""
    there = list(article.mentions.all())
    for row in hidden:
        fields = dict(row)
        linked = Entity.objects.filter(pk=fields.pop("entity")).select_related("merged_into").first()
        back = Mention(article=article, **fields)
        spot = ((back.part, back.part_index), back.start, back.end)
        if linked is None or any(touches(one, spot) for one in there):
            continue
        back.entity = final_entity(linked)
        back.linked = linked if linked.pk != back.entity.pk else None
        back.kind = back.entity.kind
        back.save()


def _refile(article: Article, touched: Iterable[Mention]) -> None:
    """The index follows the article; where it was filed follows its dateline's mention, if that is what changed."""
    if any(row.role == "dateline" for row in touched):
        dateline = article.mentions.filter(part="body", role="dateline").order_by("start").first()
        article.dateline_place = dateline.entity if dateline else None
        update_dateline_place(article)
        article.save(update_fields=["dateline_place"])
    queue_articles([article.pk])
