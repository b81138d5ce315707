"""Many mentions at once: rejected, moved, or gone because it is no name; each outlives two readings and can be undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.ingest.corrections import many_mentions
from articles.ingest.corrections.log import CannotCorrect
from articles.ingest.corrections.undo import undo
from articles.ingest.recognition.recognise import recognise_stale
from articles.models import Article, Correction, Entity, Mention
from articles.pages.entities.mention_filter import MentionFilter
from tests.ingest.corrections.test_corrections import (  # noqa: F401
    editor,
    entity,
    everything,
    people,
    read_twice,
    room,
    waiting,
)

pytestmark = pytest.mark.django_db


def of(name: str, **wanted: str) -> list[Mention]:
    rows = MentionFilter.of(wanted).mentions(entity(name))
    return list(rows.select_related("article", "entity", "linked"))


def test_no_name_takes_every_mention_away_for_good_until_it_is_undone(
    room: list[Article],  # noqa: F811
    editor: User,  # noqa: F811
) -> None:
    before = everything()
    correction = many_mentions.say_no_name(entity("Ingrid Falkenberg"), editor)
    assert people() == {"Marta Olsen", "Inge Falkenberg"} and waiting() == {room[0].pk, room[1].pk}
    read_twice()
    assert people() == {"Marta Olsen", "Inge Falkenberg"}
    assert Entity.objects.filter(name="Ingrid Falkenberg").count() == 1
    with pytest.raises(CannotCorrect, match="already"):
        many_mentions.say_no_name(entity("Ingrid Falkenberg"), editor)
    undo(correction, editor)
    while recognise_stale():
        continue
    assert everything() == before


def test_what_editors_add_for_it_stands(room: list[Article], editor: User) -> None:  # noqa: F811
    from articles.ingest.corrections.mentions import add_named, quoted_place

    many_mentions.say_no_name(entity("Ingrid Falkenberg"), editor)
    add_named(room[0], quoted_place(room[0], "Ingrid Falkenberg"), "person", "Ingrid Falkenberg", editor)
    read_twice()
    assert "Ingrid Falkenberg" in people()


def test_rejected_mentions_stay_away_and_come_back(room: list[Article], editor: User) -> None:  # noqa: F811
    before = everything()
    correction = many_mentions.reject_mentions(
        entity("Ingrid Falkenberg"), of("Ingrid Falkenberg", form="Falkenberg"), editor
    )
    assert correction.parts.count() == 1
    for _ in range(2):
        assert [row.surface for row in of("Ingrid Falkenberg")] == ["Ingrid Falkenberg"] * 2
        read_twice()
    undo(correction, editor)
    assert everything() == before
    read_twice()
    assert everything() == before


def test_moved_mentions_name_another_one_and_go_back(room: list[Article], editor: User) -> None:  # noqa: F811
    before = everything()
    correction = many_mentions.move_mentions(
        entity("Ingrid Falkenberg"), "Marta Olsen", of("Ingrid Falkenberg", form="Falkenberg"), editor
    )
    for _ in range(2):
        assert ("Falkenberg", "person", "Marta Olsen") in everything()[0]
        read_twice()
    undo(correction, editor)
    assert everything() == before
    read_twice()
    assert everything() == before


def test_nothing_chosen_or_too_much_is_refused(
    room: list[Article],  # noqa: F811
    editor: User,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = entity("Ingrid Falkenberg")
    with pytest.raises(CannotCorrect, match="Choose the mentions"):
        many_mentions.reject_mentions(who, [], editor)
    monkeypatch.setattr(many_mentions, "MENTIONS_AT_ONCE_MAX", 1)
    with pytest.raises(CannotCorrect, match="narrow them"):
        many_mentions.reject_mentions(who, of("Ingrid Falkenberg"), editor)
    monkeypatch.undo()
    with pytest.raises(CannotCorrect, match="already"):
        many_mentions.move_mentions(who, "Ingrid Falkenberg", of("Ingrid Falkenberg"), editor)


@pytest.mark.parametrize("act", ["reject", "move", "no-name"])
def test_the_page_does_it_for_all_that_its_filters_find(
    room: list[Article],  # noqa: F811
    editor: User,  # noqa: F811
    client: Client,
    act: str,
) -> None:
    client.force_login(editor)
    address = reverse("entity-correct", args=(entity("Ingrid Falkenberg").pk,))
    shown = client.get(address, {"form": "Falkenberg"})
    assert 'name="all"' not in shown.text and shown.text.count('name="mention"') == 1
    data = {"act": act, "all": "1", "form": "Falkenberg", "name": "Somebody Else"}
    assert client.post(address, data).status_code == 302
    assert (
        Correction.objects.get(part_of=None).action
        == {"reject": "rejects", "move": "move", "no-name": "noname"}[act]
    )
    left = {row.surface for row in of("Ingrid Falkenberg")}
    assert left == (set() if act == "no-name" else {"Ingrid Falkenberg"})
    assert "can be undone" in client.get(address).text


def test_a_filter_narrows_by_outlet_and_period_and_leaves_nonsense_out() -> None:
    wanted = MentionFilter.of({"since": "2021-07-01", "until": "soon", "outlet": "valley-post"})
    assert wanted.parameters == {"outlet": "valley-post", "since": "2021-07-01"} and wanted.narrows
    assert not MentionFilter.of({}).narrows and MentionFilter.of({}).query == "?"
