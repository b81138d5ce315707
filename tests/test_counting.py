"""The counts that the database keeps are those of a full count, whatever happens to the mentions."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Entity, Mention
from articles.models.counting import install_counting, miscounted, recount
from tests.world import make_world

pytestmark = pytest.mark.django_db


def counts(entity: Entity) -> tuple[int, int]:
    entity.refresh_from_db()
    return entity.article_count, entity.mention_count


def named(article: Article, entity: Entity, start: int) -> Mention:
    return Mention.objects.create(
        article=article, entity=entity, start=start, end=start + 4, surface="Vera", kind="person",
        source="model", confidence=1.0,
    )  # fmt: skip


def test_a_second_mention_in_the_same_article_is_no_second_article():
    world = make_world()
    articles, mentions = counts(world.calloway)
    other = Entity.objects.create(kind="person", name="Vera Lindqvist", slug="vera-lindqvist")
    named(world.bridge, other, 9_000)
    named(world.bridge, other, 9_010)
    named(world.grain, other, 9_000)
    assert counts(other) == (2, 3)
    assert counts(world.calloway) == (articles, mentions)


def test_moved_deleted_and_cascaded_mentions_are_counted_right():
    world = make_world()
    one = Entity.objects.create(kind="person", name="Vera Lindqvist", slug="vera-lindqvist")
    two = Entity.objects.create(kind="person", name="Vera Holm", slug="vera-holm")
    rows = [named(world.bridge, one, 9_000), named(world.bridge, one, 9_010), named(world.grain, one, 9_000)]
    Mention.objects.filter(pk=rows[0].pk).update(entity=two)
    assert (counts(one), counts(two)) == ((2, 2), (1, 1))
    Mention.objects.filter(entity=one).update(entity=two)
    assert (counts(one), counts(two)) == ((0, 0), (2, 3))
    world.bridge.delete()
    assert counts(two) == (1, 1)
    assert miscounted() == []


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "move", "delete", "bulk"]), *(st.integers(0, 50),) * 3), max_size=12
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STEPS)
def test_after_any_changes_the_kept_counts_are_those_of_a_full_count(
    steps: list[tuple[str, int, int, int]],
) -> None:
    with transaction.atomic():
        make_world()
        articles, entities = list(Article.objects.all()), list(Entity.objects.order_by("pk"))
        for number, (action, a, b, c) in enumerate(steps):
            article, entity = articles[a % len(articles)], entities[b % len(entities)]
            rows = list(Mention.objects.order_by("pk").values_list("pk", flat=True))
            chosen = Mention.objects.filter(pk__in=rows and [rows[c % len(rows)]])
            if action == "add":
                named(article, entity, 100_000 + 10 * number)
            elif action == "bulk":
                Mention.objects.filter(article=article).update(entity=entity)
            elif action == "move":
                chosen.update(entity=entity)
            else:
                chosen.delete()
        assert miscounted() == []
        transaction.set_rollback(True)


def test_a_count_that_went_wrong_is_found_and_put_right():
    world = make_world()
    right = counts(world.calloway)
    Entity.objects.filter(pk=world.calloway.pk).update(article_count=99)
    assert miscounted() == [world.calloway]
    assert recount() == 1
    assert counts(world.calloway) == right and miscounted() == []


def test_the_triggers_can_be_made_again():
    install_counting(connection)
    world = make_world()
    assert miscounted() == [] and counts(world.calloway)[0] > 0
