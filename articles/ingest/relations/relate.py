"""Storing and reading what an article has to do with others, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple

from django.db.models import Q

from articles.ingest.relations.candidates import candidate_ids, linked_ids, story_mates, version_ids
from articles.ingest.relations.story_assignment import recluster
from articles.models import Article, ArticleKey, ArticlePrint, Mention, Relation
from articles.stories.similarity.fingerprint import Fingerprint, fingerprint
from articles.stories.similarity.fingerprint_codec import Packed, keys_of, packed, unpacked
from articles.stories.similarity.pair_relation import RELATED, SAME_REPORT, SAME_STORY, PairRelation, compare

_READING_ORDER = {SAME_REPORT: 0, SAME_STORY: 1, RELATED: 2}
_LOOKED_AT = 60
# Same reports score from 0.8 to 1.
VERSION_SCORE = 0.9


class Related(NamedTuple):
    """An article that has to do with another, how, how closely (0..1), and why in words."""

    article: Article
    relation: str
    score: float
    reasons: list[str]


def relate(article: Article) -> None:
    """Compare an article with the stored ones that could belong to it, store the links in place of its old ones, and
    group the stories around it anew.

    Call it in the transaction that stored the article's mentions.
    """
    own = _fingerprint(article, _names([article])[article.pk])
    _keep_prints({article.pk: own})
    found = _compared(own, candidate_ids(article, keys_of(own)))
    one_event = [other for other, how in found.items() if how.relation in (SAME_REPORT, SAME_STORY)]
    found |= _compared(own, story_mates(article, one_event, known=found))
    for other in version_ids(article):
        if other in found:
            found[other] = _as_version(found[other], article.version_key)
    rows = [_relation(article.pk, other, how) for other, how in found.items() if how.relation]
    before = set(linked_ids(article))
    Relation.objects.filter(Q(first=article) | Q(second=article)).delete()
    Relation.objects.bulk_create(rows)
    recluster({article.pk, *before})


def _compared(own: Fingerprint, article_ids: Sequence[int]) -> dict[int, PairRelation]:
    return {other: compare(own, print_) for other, print_ in _fingerprints(article_ids)}


def _as_version(how: PairRelation, key: str) -> PairRelation:
    """The relation of two versions of a report, where their texts have anything in common; a used number alone is none."""
    if not how.relation:
        return how
    kind, _, said = key.partition(":")
    shown = said.rpartition(":")[2].upper() if kind == "number" else said
    reason = f"the same {'story number' if kind == 'number' else 'address'}, {shown}"
    return PairRelation(SAME_REPORT, max(how.score, VERSION_SCORE), (reason, *how.reasons), 1.0)


def _relation(one: int, other: int, how: PairRelation) -> Relation:
    first, second = sorted((one, other))
    return Relation(
        first_id=first,
        second_id=second,
        relation=how.relation,
        score=how.score,
        rewritten=how.rewritten,
        reasons=list(how.reasons),
    )


def related_to(article: Article, limit: int = 8) -> list[Related]:
    """The articles to read beside this one: same report, same story, related; other outlets first, then by score.

    Whether it is the same story is said by the stories as they are grouped, editors' decisions included: two articles
    that look like one event, but whose stories do not, are called related.
    """
    links = list(_closest_links(article))
    if not links:
        return []
    others = [link.second_id if link.first_id == article.pk else link.first_id for link in links]
    articles = Article.objects.select_related("outlet", "agency").in_bulk([*others, article.pk])
    related = [
        Related(articles[other], _standing(articles[article.pk], articles[other]), link.score, link.reasons)
        for link, other in zip(links, others, strict=True)
    ]
    related.sort(
        key=lambda one: (_READING_ORDER[one.relation], _same_outlet(article, one.article), -one.score)
    )
    return related[:limit]


def explain_no_relations(article: Article) -> str:
    """Why the related list of this article is empty, and what would fill it, in words for a reader."""
    if not article.recognised:
        return (
            "Nobody has looked for people, places and organisations in this article yet, and related articles are "
            "found through them. “manage.py recognise” does it."
        )
    if not Article.objects.exclude(pk=article.pk).exists():
        return "This is the only article in the room."
    names = list(dict.fromkeys(article.mentions.values_list("entity__name", flat=True)))
    if not names:
        return "No person, place or organisation was found in this article, and related articles are found through them."
    shared = Mention.objects.filter(entity__mentions__article=article).exclude(article=article)
    if not shared.exists():
        return f"No other article names {' or '.join(names[:3])}."
    return f"Other articles name {names[0]} too, but none has enough in common with this one."


def _keep_prints(made: Mapping[int, Fingerprint]) -> None:
    if not made:
        return
    ArticlePrint.objects.filter(article__in=made).delete()
    ArticleKey.objects.filter(article__in=made).delete()
    ArticlePrint.objects.bulk_create(
        ArticlePrint(article_id=pk, **asdict(packed(one))) for pk, one in made.items()
    )
    ArticleKey.objects.bulk_create(
        ArticleKey(article_id=pk, key=key) for pk, one in made.items() for key in dict.fromkeys(keys_of(one))
    )


def _fingerprints(article_ids: Sequence[int]) -> Iterator[tuple[int, Fingerprint]]:
    """The fingerprints of articles, from what is kept of them; where nothing is, the text is read and its print kept."""
    names = _names(article_ids)
    rows = ArticlePrint.objects.filter(article__in=article_ids).values_list("pk", "data", "detail")
    prints = {pk: Packed(bytes(data), bytes(detail)) for pk, data, detail in rows}
    kept = {pk: one for pk, one in prints.items() if one.is_current}
    unread = set(article_ids) - set(kept)
    articles = Article.objects.filter(pk__in=unread).select_related("agency") if unread else ()
    made = {article.pk: _fingerprint(article, names[article.pk]) for article in articles}
    _keep_prints(made)
    yield from made.items()
    about = Article.objects.filter(pk__in=kept).order_by("pk")
    for pk, agency, day in about.values_list("pk", "agency__name", "published_day"):
        yield pk, unpacked(kept[pk], names[pk], agency or "", day)


def _names(articles: Collection[Article] | Collection[int]) -> defaultdict[int, list[str]]:
    """The names that each article's mentions carry, in reading order."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    mentions = Mention.objects.filter(article__in=articles, part="body").order_by("article_id", "start")
    for pk, name in mentions.values_list("article_id", "entity__name"):
        names[pk].append(name)
    return names


def _fingerprint(article: Article, names: list[str]) -> Fingerprint:
    title = article.title if article.title_origin == "source" else ""
    agency = article.agency.name if article.agency else ""
    return fingerprint(article.body, title, names, agency, article.published_day)


def _closest_links(article: Article) -> Iterable[Relation]:
    """At most `_LOOKED_AT` links of each relation, so that a much-linked article costs no more than another."""
    links = Relation.objects.filter(Q(first=article) | Q(second=article)).order_by("-score", "pk")
    for relation in _READING_ORDER:
        yield from links.filter(relation=relation)[:_LOOKED_AT]


def _standing(article: Article, other: Article) -> str:
    if article.story_id is None or article.story_id != other.story_id:
        return RELATED
    is_report = article.independent_report == other.independent_report
    return SAME_REPORT if is_report else SAME_STORY


def _same_outlet(article: Article, other: Article) -> bool:
    return article.outlet_id is not None and article.outlet_id == other.outlet_id
