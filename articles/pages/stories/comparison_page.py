"""Two reports of a story side by side: which passages are the same, reworded, or only in one, and what matters in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Article, Story
from articles.pages.stories.story_page import articles_of, shown_outlet
from articles.stories.similarity.alignment import MAX_SENTENCES, Pair, State, align
from articles.stories.similarity.word_diff import Flag, Segment

FLAG_WORDS = {Flag.NAME: "name", Flag.FIGURE: "figure", Flag.DIRECTION: "direction"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the comparison: what happened to the passage, in words, and its pieces on each side."""

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
    """Two articles of a story; ``summary`` says in words how they differ.

    ``differences`` are those where both sides give something, ``one_sided`` those where only one does. With
    ``only_changes`` the passages that are unchanged are left out; ``other_view`` is the address of the other view.
    """

    story: Story
    a: Article
    b: Article
    a_name: str
    b_name: str
    choices: tuple[Choice, ...]
    passages: tuple[Passage, ...]
    differences: tuple[Difference, ...]
    one_sided: tuple[Difference, ...]
    summary: str
    unchanged: int
    too_long: bool
    only_changes: bool
    swapped: str
    other_view: str


class NotInStory(Exception):
    """An article was asked for that is not in the story; the message says which."""


def compare_page(story: Story, a: int | None, b: int | None, only_changes: bool = False) -> ComparePage:
    """The page for two articles, by number; where one is not given, the first others of the story. Raises NotInStory."""
    articles = articles_of(story, [number for number in (a, b) if number])
    left, right = _chosen(articles, a, b)
    names = _told_apart(left, right)
    pairs = align(left.body, right.body) if left != right else ()
    passages = tuple(_passages(pairs, *names))
    unchanged = sum(passage.state == State.UNCHANGED for passage in passages)
    differences = tuple(_differences(passages))
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
        passages=tuple(one for one in passages if not only_changes or one.state != State.UNCHANGED),
        differences=tuple(one for one in differences if one.a and one.b),
        one_sided=tuple(one for one in differences if not (one.a and one.b)),
        summary=_summary(passages, *names) if left != right else "",
        unchanged=unchanged,
        too_long=any(sum(len(getattr(pair, side)) for pair in pairs) > MAX_SENTENCES for side in "ab"),
        only_changes=only_changes,
        swapped=_address(story, right, left, only_changes),
        other_view=_address(story, left, right, not only_changes),
    )


def _address(story: Story, a: Article, b: Article, only_changes: bool) -> str:
    changes = "&show=changes" if only_changes else ""
    return f"{reverse('story-compare', args=(story.pk,))}?a={a.pk}&b={b.pk}{changes}"


def _chosen(articles: Sequence[Article], a: int | None, b: int | None) -> tuple[Article, Article]:
    if len(articles) < 2:
        raise NotInStory("This story has fewer than two articles now.")
    by_id = {article.pk: article for article in articles}
    unknown = next((number for number in (a, b) if number is not None and number not in by_id), None)
    if unknown is not None:
        raise NotInStory(f"Article {unknown} is not in this story.")
    left = by_id[a] if a else next(one for one in articles if one.pk != b)
    right = by_id[b] if b else next(one for one in articles if one != left)
    return left, right


def _told_apart(left: Article, right: Article) -> tuple[str, str]:
    """The labels of the two sides: their outlets, or "article 7" where the outlets are equal."""
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
            pair.state.value,
            words[pair.state],
            tuple(_names_whole(pair.a_segments)),
            tuple(_names_whole(pair.b_segments)),
            tuple(flags),
            number,
        )


def _names_whole(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Join flagged words separated only by a space: "United States" differs as a whole."""
    rest = list(segments)
    while rest:
        one = rest.pop(0)
        while one.flag and len(rest) > 1 and rest[0].text.isspace() and rest[1].flag is one.flag:
            one = Segment(one.text + rest.pop(0).text + rest.pop(0).text, one.changed, one.flag)
        yield one


def _differences(passages: Iterable[Passage]) -> Iterable[Difference]:
    for passage in passages:
        for flag, kind in FLAG_WORDS.items():
            if kind in passage.flags:
                yield Difference(kind, _flagged(passage.a, flag), _flagged(passage.b, flag), passage.number)


def _flagged(segments: Iterable[Segment], flag: Flag) -> str:
    return ", ".join(dict.fromkeys(one.text for one in segments if one.flag is flag))


def _summary(passages: Sequence[Passage], a_name: str, b_name: str) -> str:
    counts = Counter(passage.state for passage in passages)
    if passages and counts["unchanged"] == len(passages):
        return f"No word differs in {len(passages)} passages."
    said = [
        f"{counts['unchanged'] or 'none'} unchanged",
        f"{counts['reworded'] or 'none'} reworded",
        *(
            f"{counts[state]} only in {name}"
            for state, name in (("only_a", a_name), ("only_b", b_name))
            if counts[state]
        ),
    ]
    return f"{len(passages)} passages: {'; '.join(said)}."
