"""Differences of a later version of a report: sentences added, dropped and reworded, figures changed."""

from __future__ import annotations

from dataclasses import dataclass

from articles.stories.similarity.alignment import Pair, State, align
from articles.stories.similarity.word_diff import Flag


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """Counts from an earlier version to a later one; ``figures`` counts the figures that a reworded passage changes."""

    added: int
    dropped: int
    reworded: int
    figures: int

    @property
    def in_words(self) -> str:
        """The counts as a person says them.

        >>> VersionChanges(added=3, dropped=2, reworded=0, figures=1).in_words
        'adds 3 sentences, drops 2, changes 1 figure'
        """
        said = [
            phrase
            for count, phrase in (
                (self.added, f"adds {_sentences(self.added)}"),
                (self.dropped, f"drops {self.dropped if self.added else _sentences(self.dropped)}"),
                (
                    self.reworded,
                    f"rewords {self.reworded if self.added or self.dropped else _sentences(self.reworded)}",
                ),
                (self.figures, f"changes {self.figures} figure{'s' * (self.figures != 1)}"),
            )
            if count
        ]
        return ", ".join(said) or "changes no sentence"


def version_changes(earlier: str, later: str) -> VersionChanges:
    """Compare the bodies of two versions of one report.

    >>> version_changes("The bridge fell. It rained.", "The bridge fell.").in_words
    'drops 1 sentence'
    """
    pairs = align(earlier, later)
    return VersionChanges(
        added=sum(len(pair.b) for pair in pairs if pair.state is State.ONLY_B),
        dropped=sum(len(pair.a) for pair in pairs if pair.state is State.ONLY_A),
        reworded=sum(pair.state is State.REWORDED for pair in pairs),
        figures=sum(_changed_figures(pair) for pair in pairs),
    )


def _changed_figures(pair: Pair) -> int:
    if pair.state is not State.REWORDED:
        return 0
    sides = (pair.a_segments, pair.b_segments)
    return max(sum(segment.flag is Flag.FIGURE for segment in side) for side in sides)


def _sentences(count: int) -> str:
    return f"{count} sentence{'s' * (count != 1)}"
