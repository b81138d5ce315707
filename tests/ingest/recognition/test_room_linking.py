"""Short names are linked across the room: as articles come, again as the room grows, and never against an editor."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.entities.kinds import Kind, Mention
from articles.entities.recognition.entity_reader import Reading
from articles.ingest.corrections.mentions import add_mention
from articles.ingest.corrections.merges import merge, tell_apart, undo_merge
from articles.ingest.corrections.undo import undo
from articles.ingest.recognition.mention_linking import link_reading
from articles.ingest.recognition.room_linking import relink_all, relink_some
from articles.models import Article, Entity, NameGroup, SourceFile
from articles.models import Mention as MentionRow
from articles.models.counting import miscounted

pytestmark = pytest.mark.django_db
_numbers = itertools.count(1)
DAY = dt.date(2021, 7, 8)


def bring(*names: str, day: dt.date = DAY) -> Article:
    """An article that names these people, a paragraph each, as recognition would read it."""
    number = next(_numbers)
    source = SourceFile.objects.create(sha256=f"s{number}", name="a.txt", media_type="text/plain", data=b"x")
    body = ". ".join(names)
    article = Article.objects.create(
        source=source,
        format="text",
        content_sha256=f"s{number}",
        title="T",
        title_origin="derived",
        slug="t",
        published_day=day,
        paragraphs=[{"text": body, "kind": "paragraph"}],
    )
    mentions, start = [], 0
    for name in names:
        mentions.append(Mention(start, start + len(name), name, Kind.PERSON, name=name))
        start += len(name) + 2
    link_reading(article, Reading((tuple(mentions),)), [("body", 0)])
    return article


def named_in(article: Article) -> list[tuple[str, str]]:
    rows = article.mentions.order_by("start").values_list("entity__name", "certainty")
    return list(rows)


def room() -> list[Article]:
    """Thirty articles on Ada Moreno, three on her brother, and one that names nobody but "Moreno"."""
    for _ in range(30):
        bring("Ada Moreno", "Tom Lee")
    for _ in range(3):
        bring("Luis Moreno")
    return [bring("Moreno", "Tom Lee")]


def test_a_surname_counts_for_the_person_whom_the_room_means_by_it() -> None:
    (article,) = room()
    assert named_in(article)[0] == ("Moreno", "")
    assert relink_some() > 0
    assert named_in(article)[0] == ("Ada Moreno", "linked")
    row = article.mentions.get(surface="Moreno")
    assert (
        row.linked is not None and row.linked.name == "Moreno" and "30 of the 33 articles" in row.link_reason
    )
    assert Entity.objects.get(name="Ada Moreno").article_count == 31 and not miscounted()


def test_the_next_article_is_linked_as_it_is_stored() -> None:
    room()
    relink_some()
    assert named_in(bring("Moreno"))[0] == ("Ada Moreno", "linked")


def test_linking_again_changes_nothing() -> None:
    room()
    relink_all()
    before = list(MentionRow.objects.order_by("pk").values_list("entity", "linked", "meant", "certainty"))
    assert relink_all() == 0
    assert (
        list(MentionRow.objects.order_by("pk").values_list("entity", "linked", "meant", "certainty"))
        == before
    )


def test_a_variant_of_a_full_name_counts_for_the_same_person() -> None:
    for _ in range(5):
        bring("Donald Trump")
    article = bring("Donald J. Trump")
    relink_all()
    assert named_in(article) == [("Donald Trump", "linked")]
    bring("Donald Trump Jr.")
    relink_all()
    assert set(Entity.objects.filter(article_count__gt=0).values_list("name", flat=True)) == {
        "Donald Trump",
        "Donald Trump Jr.",
    }


def test_the_group_of_a_given_name_leaves_the_forms_of_a_full_name_alone() -> None:
    for _ in range(5):
        bring("Donald Trump")
        bring("Donald")
    article = bring("Donald J. Trump")
    relink_all()
    # That of the surname came last, by the alphabet; now the other is the one counted anew.
    NameGroup.objects.filter(word="donald").update(seen=9)
    relink_some()
    assert named_in(article) == [("Donald Trump", "linked")]


def test_linking_anew_asks_as_often_for_ten_articles_as_for_one() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            NameGroup.objects.filter(word="moreno").update(linked_up_to=0, seen=0)
            relink_some()
        return len(queries)

    room()
    relink_all()
    one = asked()
    for _ in range(9):
        bring("Moreno", "Tom Lee")
    NameGroup.objects.update(seen=0)
    assert asked() <= one


def test_who_is_meant_changes_as_the_room_grows() -> None:
    (article,) = room()
    relink_all()
    for _ in range(400):
        bring("Luis Moreno")
    relink_all()
    assert named_in(article)[0][0] in ("Luis Moreno", "Moreno")


def test_the_order_of_articles_makes_no_difference_after_linking_anew() -> None:
    articles = (
        [("Ada Moreno", "Tom Lee")] * 12
        + [("Luis Moreno",)] * 2
        + [("Moreno",), ("Moreno", "Tom Lee"), ("Ada C. Moreno",)]
    )
    found = set()
    for seed in range(3):
        MentionRow.objects.all().delete()
        Article.objects.all().delete()
        NameGroup.objects.all().delete()
        Entity.objects.all().delete()
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        for names in shuffled:
            bring(*names)
        relink_all()
        counts = (
            Entity.objects.filter(article_count__gt=0).values_list("name", "article_count").order_by("name")
        )
        found.add(tuple(counts))
    assert len(found) == 1


def test_an_editors_mention_is_never_linked_otherwise() -> None:
    (article,) = room()
    luis = Entity.objects.get(name="Luis Moreno")
    editor = User.objects.create_user("ines")
    add_mention(article, ("body", 0), 0, 6, luis, editor)
    relink_all()
    assert named_in(article)[0][0] == "Luis Moreno"


def test_two_that_an_editor_told_apart_are_not_linked() -> None:
    (article,) = room()
    short, ada = Entity.objects.get(name="Moreno"), Entity.objects.get(name="Ada Moreno")
    tell_apart(short, ada, User.objects.create_user("ines"))
    relink_all()
    assert named_in(article)[0][0] != "Ada Moreno"


def test_an_editors_merge_of_the_short_name_wins_and_its_undoing_links_again() -> None:
    (article,) = room()
    relink_all()
    short, luis = Entity.objects.get(name="Moreno"), Entity.objects.get(name="Luis Moreno")
    editor = User.objects.create_user("ines")
    correction = merge(short, luis, editor)
    relink_all()
    assert named_in(article)[0][0] == "Luis Moreno"
    undo_merge(correction, editor)
    relink_all()
    assert named_in(article)[0][0] == "Ada Moreno" and not miscounted()


def test_a_merge_of_the_person_takes_the_linked_short_names_along_and_back() -> None:
    (article,) = room()
    relink_all()
    other = bring("A. M. Cortes").mentions.get().entity
    editor = User.objects.create_user("ines")
    correction = merge(Entity.objects.get(name="Ada Moreno"), other, editor)
    assert named_in(article)[0][0] == "A. M. Cortes"
    undo(correction, editor)
    assert named_in(article)[0][0] == "Ada Moreno" and not miscounted()


def test_the_command_says_what_would_change_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    (article,) = room()
    call_command("link", "--dry-run")
    said = capsys.readouterr().out
    assert "(Moreno) → Ada Moreno (linked" in said and "1 linked" in said
    assert named_in(article)[0] == ("Moreno", "")
    call_command("link")
    assert named_in(article)[0] == ("Ada Moreno", "linked")
