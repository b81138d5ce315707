"""Two reports of a story side by side: which passages are the same, reworded, or only in one, and what matters in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, Story
from articles.pages.stories import articles_of, shown_outlet
from articles.stories.alignment import Pair, State, align
from articles.stories.wording import Flag, Segment

FLAG_WORDS = {Flag.NAME: "name", Flag.FIGURE: "figure", Flag.DIRECTION: "direction"}
SENTENCES_MAX = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the comparison: what became of the passage, in words, and its pieces on each side."""

    state: str
    said: str
    a: tuple[Segment, ...]
    b: tuple[Segment, ...]
    flags: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A name, figure or direction that differs: what each side prints, and in which row."""

    kind: str
    a: str
    b: str
    number: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One article that can stand on a side."""

    article: Article
    label: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two articles of a story; ``summary`` says in words how they differ."""

    story: Story
    a: Article
    b: Article
    a_name: str
    b_name: str
    choices: tuple[Choice, ...]
    passages: tuple[Passage, ...]
    differences: tuple[Difference, ...]
    summary: str
    swapped: str


class NotInStory(Exception):
    """An article was asked for that is not in the story; the message says which."""


def compare_page(story: Story, a: str, b: str) -> ComparePage:
    """The page for two articles, by id as the address gives them; where one is missing, the first others of the story.

    Raises NotInStory.
    """
    articles = articles_of(story)
    left, right = _chosen(articles, a, b)
    names = _told_apart(left, right)
    passages = tuple(_passages(align(left.body, right.body), *names))
    return ComparePage(
        story=story,
        a=left,
        b=right,
        a_name=names[0],
        b_name=names[1],
        choices=tuple(
            Choice(one, f"{one.outlet.name if one.outlet else f'article {one.pk}'}: {one.title}")
            for one in articles
        ),
        passages=passages,
        differences=tuple(_differences(passages)),
        summary=_summary(passages, *names),
        swapped=compare_url(story, right, left),
    )


def compare_url(story: Story, a: Article, b: Article) -> str:
    """The address of the comparison of two articles."""
    return f"{reverse('story-compare', args=(story.pk,))}?a={a.pk}&b={b.pk}"


def _chosen(articles: Sequence[Article], a: str, b: str) -> tuple[Article, Article]:
    if len(articles) < 2:
        raise NotInStory("This story has fewer than two articles now.")
    by_id = {str(article.pk): article for article in articles}
    unknown = next((text for text in (a, b) if text and text not in by_id), "")
    if unknown:
        raise NotInStory(f"Article {unknown} is not in this story.")
    left = by_id[a] if a else next(one for one in articles if str(one.pk) != b)
    right = by_id[b] if b else next(one for one in articles if one != left)
    return left, right


def _told_apart(left: Article, right: Article) -> tuple[str, str]:
    """What the two sides are called: their outlets, or "article 7" where these do not tell them apart."""
    names = shown_outlet(left), shown_outlet(right)
    if names[0] != names[1] and left.outlet and right.outlet:
        return names
    return tuple(  # type: ignore[return-value]
        f"{one.outlet.name}, article {one.pk}" if one.outlet else f"article {one.pk}" for one in (left, right)
    )


def _passages(pairs: Iterable[Pair], a_name: str, b_name: str) -> Iterable[Passage]:
    words = {
        State.UNCHANGED: "Unchanged",
        State.REWORDED: "Reworded",
        State.ONLY_A: f"Only in {a_name}",
        State.ONLY_B: f"Only in {b_name}",
    }
    for number, pair in enumerate(pairs, 1):
        flags = []
        if pair.state is State.REWORDED:
            found = {one.flag for one in (*pair.a_segments, *pair.b_segments)}
            flags = [word for flag, word in FLAG_WORDS.items() if flag in found]
        yield Passage(
            pair.state.value, words[pair.state], pair.a_segments, pair.b_segments, tuple(flags), number
        )


def _differences(passages: Iterable[Passage]) -> Iterable[Difference]:
    for passage in passages:
        for flag, kind in FLAG_WORDS.items():
            if kind in passage.flags:
                yield Difference(kind, _flagged(passage.a, flag), _flagged(passage.b, flag), passage.number)


def _flagged(segments: Iterable[Segment], flag: Flag) -> str:
    return ", ".join(dict.fromkeys(one.text for one in segments if one.flag is flag))


def _summary(passages: Sequence[Passage], a_name: str, b_name: str) -> str:
    counts = Counter(passage.state for passage in passages)
    said = [
        f"{counts['unchanged']} unchanged",
        f"{counts['reworded']} reworded",
        f"{counts['only_a']} only in {a_name}",
        f"{counts['only_b']} only in {b_name}",
    ]
    return f"{len(passages)} passages: {', '.join(said)}."
