"""Behind a title two capitalised words are one name, whatever dictionary words are in it."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind
from articles.entities.people.person_names import join_person_names
from articles.entities.recognition.draft import Draft, Part
from articles.entities.recognition.spans import Span


def joined(text: str, seen: str, kind: Kind) -> list[str]:
    start = text.index(seen)
    span = Span(0, start, start + len(seen), kind, "model")
    draft = join_person_names(Draft((Part(text),), (span,), (span,)))
    return [draft.surface(one) for one in draft.spans if one.kind is Kind.PERSON]


@pytest.mark.parametrize(
    ("text", "seen", "kind", "name"),
    [
        ("Prime Minister Theresa May said no.", "Theresa", Kind.PERSON, "Theresa May"),
        ("Chairman Reince Priebus declined.", "Priebus", Kind.ORG, "Reince Priebus"),
        ("Sen. Mary Law voted for it.", "Mary", Kind.PERSON, "Mary Law"),
    ],
)
def test_a_name_behind_a_title_is_whole(text: str, seen: str, kind: Kind, name: str) -> None:
    assert joined(text, seen, kind) == [name]


@pytest.mark.parametrize(
    ("text", "seen", "kind"),
    [
        ("President Obama Monday said no.", "Obama", Kind.PERSON),
        ("Chairman Powell March remarks were short.", "Powell", Kind.PERSON),
        ("Prime Minister Theresa May 5 said no.", "Theresa", Kind.PERSON),
        ("The firm Reince Priebus was sold.", "Priebus", Kind.ORG),
    ],
)
def test_a_day_or_another_word_is_no_part_of_a_name(text: str, seen: str, kind: Kind) -> None:
    assert joined(text, seen, kind) in ([], [seen])
