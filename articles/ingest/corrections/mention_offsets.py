"""Moving mentions with their paragraphs after an editor corrects the text, until the worker reads it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from articles.models import Article, Mention

Block = Mapping[str, Any]


def body_shifts(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int, int]]:
    """For each block that stayed: where it began in the old body, where it ended, and how far it moved.

    >>> one, two = {"text": "One.", "start": 0, "end": 4}, {"text": "Two.", "start": 9, "end": 13}
    >>> body_shifts([two], [one, two])
    [(0, 4, 6)]
    """
    places = {_key(block): offset for block, offset in zip(after, _offsets(after), strict=True)}
    return [
        (offset, offset + len(block["text"]), places[_key(block)] - offset)
        for block, offset in zip(before, _offsets(before), strict=True)
        if _key(block) in places
    ]


def move_mentions(article: Article, before: Sequence[Block]) -> None:
    """Move the mentions in the body with their paragraphs, and drop those whose words are no longer there.

    ``before`` are the paragraphs that the mentions count in; the article has its new ones. The caller holds the
    transaction.
    """
    shifts = body_shifts(before, article.paragraphs)
    kept = []
    for mention in article.mentions.all():
        shift = _shift(shifts, mention) if mention.part == "body" else 0
        if shift is None:
            continue
        mention.start, mention.end = mention.start + shift, mention.end + shift
        if _text_of(article, mention)[mention.start : mention.end] == mention.surface:
            mention.pk = None
            kept.append(mention)
    article.mentions.all().delete()
    Mention.objects.bulk_create(kept)


def _offsets(blocks: Sequence[Block]) -> list[int]:
    offsets, offset = [], 0
    for block in blocks:
        offsets.append(offset)
        offset += len(block["text"]) + 2
    return offsets


def _key(block: Block) -> tuple[str, int, int]:
    return block["text"], block["start"], block["end"]


def _shift(shifts: Sequence[tuple[int, int, int]], mention: Mention) -> int | None:
    return next(
        (shift for start, end, shift in shifts if start <= mention.start and mention.end <= end), None
    )


def _text_of(article: Article, mention: Mention) -> str:
    if mention.part == "body":
        return article.body
    if mention.part == "title":
        return article.title
    blocks = article.captions if mention.part == "caption" else article.footnotes
    return blocks[mention.part_index]["text"] if mention.part_index < len(blocks) else ""
