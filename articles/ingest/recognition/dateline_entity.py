"""The place an article is filed under once an editor has settled its dateline."""

from __future__ import annotations

from articles.entities.kinds import Kind
from articles.ingest.recognition.entity_candidates import ArticleDirectory
from articles.ingest.recognition.mention_linking import unused_slugs
from articles.ingest.recognition.merge_chains import final_entity
from articles.models import Alias, Article, Entity
from articles.text import fold


def update_dateline_place(article: Article) -> None:
    """Set ``article.dateline_place`` to the place that an editor wrote; it is made when no place has the name.

    Without an editor's word it stays what recognition made of the dateline. The article is not saved.
    """
    settled = article.reviews.filter(field="dateline", accepted=False).first()
    if settled is not None:
        article.dateline_place = place_named(settled.value) if settled.value else None
    elif not article.recognised:
        article.dateline_place = None


def place_named(name: str) -> Entity:
    """The place that has this name or alias, on file or made."""
    found = ArticleDirectory([(Kind.PLACE, name)]).entity(Kind.PLACE, name)
    if found is not None:
        return final_entity(found)
    (slug,) = unused_slugs(Kind.PLACE, [name])
    entity = Entity.objects.create(kind=Kind.PLACE.value, name=name, slug=slug, curated=True)
    Alias.objects.create(entity=entity, surface=name, folded=fold(name), source="editor")
    return entity
