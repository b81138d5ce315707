"""The index follows the database, whoever is killed in between."""

from __future__ import annotations

import datetime as dt
import fcntl
import io
import os
import shutil
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.ingest.indexing.documents import documents_for
from articles.ingest.indexing.outbox import (
    difference,
    drain_outbox,
    get_backend,
    rebuild_damaged_index,
    rebuild_index,
    rebuild_unusable_index,
    reconcile,
)
from articles.ingest.relations.story_assignment import recluster
from articles.ingest.worker import work
from articles.models import Agency, Alias, Article, Entity, IndexJob, Mention, Outlet, Relation, SourceFile
from articles.search.query.query import Query

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_dir(tmp_path: Path, settings) -> Path:
    settings.INDEX_DIR = tmp_path / "index"
    return settings.INDEX_DIR


def make_article(number: int, title: str = "A ferry sails", **fields) -> Article:
    source = SourceFile.objects.create(
        sha256=f"{number:064}", name=f"{number}.txt", media_type="text/plain", data=b""
    )
    article = Article.objects.create(
        source=source,
        format="text",
        content_sha256=f"{number:064}",
        title=title,
        slug="a",
        paragraphs=[{"text": "It left the quay at noon."}],
        **fields,
    )
    IndexJob.objects.create(article_id=article.pk)
    return article


def make_entity(kind: str, name: str, *aliases: str, **fields) -> Entity:
    slug = name.lower().replace(" ", "-")
    entity = Entity.objects.create(**{"kind": kind, "name": name, "slug": slug, **fields})
    Alias.objects.bulk_create(Alias(entity=entity, surface=alias, folded=alias.lower()) for alias in aliases)
    return entity


def name(article: Article, entity: Entity, role: str = "mention") -> None:
    start = article.mentions.count() * 10
    Mention.objects.create(
        article=article,
        start=start,
        end=start + 5,
        surface="x",
        kind=entity.kind,
        role=role,
        entity=entity,
        source="alias",
        confidence=1,
    )


def found(text: str = "", **parameters: str) -> set[int]:
    query = Query.from_params({"q": text, **parameters})
    return {hit.article_id for hit in get_backend().search(query).hits}


def test_the_first_drain_builds_the_index_and_the_next_follow_it() -> None:
    first = make_article(1)
    assert drain_outbox() == 1
    second = make_article(2, title="A bridge opens")
    first.title = "A ferry sinks"
    first.save()
    IndexJob.objects.create(article_id=first.pk)
    IndexJob.objects.create(article_id=first.pk)
    assert drain_outbox() == 3
    assert drain_outbox() == 0
    assert found("sinks") == {first.pk} and found("sails") == set() and found("bridge") == {second.pk}


def test_a_deleted_article_leaves_the_index() -> None:
    article = make_article(1)
    drain_outbox()
    IndexJob.objects.create(article_id=article.pk)
    article.delete()
    drain_outbox()
    assert found() == set()


def test_more_than_two_hundred_changes_take_more_than_one_turn() -> None:
    article = make_article(1)
    IndexJob.objects.bulk_create(IndexJob(article_id=article.pk) for _ in range(250))
    assert [drain_outbox(), drain_outbox(), drain_outbox()] == [200, 51, 0]
    assert found() == {article.pk}


def test_while_another_process_writes_the_outbox_waits(index_dir: Path) -> None:
    make_article(1)
    index_dir.mkdir(parents=True)
    with (index_dir / "writer.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert drain_outbox() == 0
    assert drain_outbox() == 1


def test_reconciling_finds_what_an_outbox_lost() -> None:
    kept, lost, gone = make_article(1), make_article(2), make_article(3)
    rebuild_index()
    gone_pk = gone.pk
    gone.delete()
    IndexJob.objects.all().delete()
    get_backend().update([], deleted=[lost.pk])
    assert (difference().missing, difference().extra) == ({lost.pk}, {gone_pk})
    assert reconcile() == 2
    assert reconcile() == 0, "what already waits is not put in again"
    drain_outbox()
    assert not difference()
    assert found() == {kept.pk, lost.pk}


def test_reconciling_without_an_index_builds_one() -> None:
    article = make_article(1)
    assert reconcile() == 1
    assert found() == {article.pk}


def test_reconciling_mends_a_damaged_index(index_dir: Path) -> None:
    article = make_article(1)
    rebuild_index()
    segment = next(index_dir.glob("build-*/*.arrays"))
    segment.write_bytes(segment.read_bytes()[:-100])
    with pytest.raises(CommandError, match=r"damaged.*manage\.py reindex"):
        call_command("check_index")
    assert reconcile() == 1
    call_command("check_index", stdout=io.StringIO())
    assert found() == {article.pk}


def test_a_bit_that_flips_in_the_live_index_is_noticed_at_the_next_check_and_mended(index_dir: Path) -> None:
    article = make_article(1)
    rebuild_index()
    # A job would bring the article into a new file and drop the damaged one.
    IndexJob.objects.all().delete()
    assert found() == {article.pk} and rebuild_damaged_index() == 0
    segment = next(index_dir.glob("build-*/*.arrays"))
    known, data = segment.stat(), bytearray(segment.read_bytes())
    data[-1] ^= 1
    # Size and time stay, as on a disk that fails; this process has the index open.
    with segment.open("r+b") as file:
        file.write(data)
    os.utime(segment, ns=(known.st_atime_ns, known.st_mtime_ns))
    with pytest.raises(CommandError, match=r"damaged.*manage\.py reindex"):
        call_command("check_index")
    # The last good state is searched until the worker has built another.
    assert found() == {article.pk}
    work(threading.Event(), until_empty=True)
    call_command("check_index", stdout=io.StringIO())
    assert found() == {article.pk}


def cut_the_last_byte(index: Path) -> None:
    segment = next(index.glob("build-*/*.arrays"))
    segment.write_bytes(segment.read_bytes()[:-1])


def flip_the_last_byte(index: Path) -> None:
    segment = next(index.glob("build-*/*.arrays"))
    data = bytearray(segment.read_bytes())
    data[-1] ^= 1
    segment.write_bytes(data)


def a_folder_for_the_contents(index: Path) -> None:
    contents = next(index.glob("build-*/*.toc"))
    contents.unlink()
    contents.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        cut_the_last_byte,
        flip_the_last_byte,
        a_folder_for_the_contents,
        shutil.rmtree,
        lambda index: shutil.rmtree(next(index.glob("build-*"))),
        lambda index: (index / "current").write_text(""),
    ],
)
def test_a_damaged_or_lost_index_is_rebuilt_at_the_next_look(index_dir: Path, damage) -> None:
    article = make_article(1)
    rebuild_index()
    assert rebuild_unusable_index() == 0
    damage(index_dir)
    seen: list[int] = []
    assert rebuild_unusable_index(lambda number, total: seen.append(total)) == 1
    assert seen == [1] and found() == {article.pk}
    assert rebuild_unusable_index() == rebuild_damaged_index() == 0


def test_a_rebuild_that_fails_leaves_no_half_built_index_behind(index_dir: Path) -> None:
    make_article(1)
    rebuild_index()
    builds = sorted(index_dir.glob("build-*"))
    with pytest.raises(ZeroDivisionError):
        rebuild_index(lambda number, total: 1 // 0)
    assert sorted(index_dir.glob("build-*")) == builds


def test_an_article_is_found_by_every_name_of_those_it_mentions() -> None:
    article = make_article(1)
    name(article, make_entity("person", "Mira Olsen", "Olsen", "Myra Ohlsen"))
    drain_outbox()
    assert found("Ohlsen") == found("“Mira Olsen”") == {article.pk}
    assert found(person="mira-olsen") == {article.pk}


def test_a_merged_entity_counts_as_the_one_it_was_merged_into() -> None:
    article = make_article(1)
    right = make_entity("person", "Mira Olsen", "Captain Olsen")
    name(article, make_entity("person", "M Olsen", merged_into=right))
    name(article, right)
    drain_outbox()
    assert found(person="mira-olsen") == found("captain") == {article.pk}
    assert found(person="m-olsen") == set()


def test_only_places_named_outright_or_for_their_government_are_in_the_place_facet() -> None:
    article = make_article(1, dateline_place=make_entity("place", "Northport"))
    for place, role in (
        ("Selby", "mention"),
        ("Halden", "metonym"),
        ("Norland", "demonym"),
        ("Quay", "dateline"),
    ):
        name(article, make_entity("place", place), role)
    (document,) = documents_for([article.pk])
    assert document.facets == {
        "place": ("selby", "halden"),
        "place_nationalities": ("selby", "halden", "norland"),
        "place_within_nationalities": ("selby", "halden", "norland"),
        "dateline": ("northport",),
    }
    assert "Norland" not in document.names.split("\n")


def test_a_place_counts_for_its_region_and_country_when_asked_for() -> None:
    article = make_article(1, dateline_place=make_entity("place", "Samarkand", country_code="UZ"))
    name(article, make_entity("place", "Uzbekistan", country_code="UZ", gazetteer_id="1512440"), "demonym")
    name(article, make_entity("place", "Austin", country_code="US", region="Texas"))
    make_entity("place", "Texas", country_code="US", gazetteer_id="iso:US-TX")
    drain_outbox()
    assert found(place="texas") == found(place="united-states") == found(place="uzbekistan") == set()
    assert found(place="texas", within="on") == found(place="united-states", within="on") == {article.pk}
    assert found(dateline="uzbekistan", within="on") == {article.pk}
    assert found(place="uzbekistan", nationalities="on") == {article.pk}


def test_a_country_is_never_mixed_up_with_a_place_that_has_its_slug() -> None:
    article = make_article(1)
    make_entity("place", "Georgia", country_code="US", gazetteer_id="iso:US-GA")
    name(article, make_entity("place", "Tbilisi", country_code="GE"))
    drain_outbox()
    assert found(place="georgia", within="on") == set()
    country = make_entity("place", "Georgia", slug="georgia-2", country_code="GE", gazetteer_id="614540")
    rebuild_index()
    assert found(place=country.slug, within="on") == {article.pk}


def test_an_article_is_put_into_its_story_when_it_joins_one() -> None:
    first, second = make_article(1), make_article(2)
    Relation.objects.create(first=first, second=second, relation="same_report", score=0.9)
    drain_outbox()
    recluster([second.pk])
    story = Article.objects.get(pk=first.pk).story_id
    assert drain_outbox() == 2
    assert found(story=str(story)) == {first.pk, second.pk}


def test_outlet_agency_and_months_as_far_as_they_are_known() -> None:
    outlet, agency = (
        Outlet.objects.create(name="The Lantern", slug="the-lantern"),
        Agency.objects.create(slug="mep"),
    )
    whole = make_article(
        1,
        outlet=outlet,
        agency=agency,
        published_day=dt.date(2021, 7, 8),
        published="2021-07-08",
        published_precision="day",
    )
    year = make_article(2, published="2021", published_precision="year")
    first, second = documents_for([whole.pk, year.pk])
    assert first.facets == {"outlet": ("the-lantern",), "agency": ("mep",), "month": ("2021", "2021-07")}
    assert second.facets == {"month": ("2021",)} and second.published is None


def test_captions_and_footnotes_are_searched_too() -> None:
    article = make_article(
        1, captions=[{"text": "A gull on a bollard."}], footnotes=[{"text": "*A kind of knot."}]
    )
    drain_outbox()
    assert found("bollard knot") == {article.pk}


def test_documents_cost_the_same_few_queries_however_many_articles(django_assert_num_queries) -> None:
    entity = make_entity("person", "Mira Olsen", "Olsen")
    articles = [make_article(number) for number in range(12)]
    for article in articles:
        name(article, entity)
    with django_assert_num_queries(5):
        assert len(list(documents_for([article.pk for article in articles]))) == 12


def test_the_commands_build_compare_and_search() -> None:
    article = make_article(1)
    with pytest.raises(CommandError, match=r"manage\.py reindex"):
        call_command("check_index")
    out = io.StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "1 articles indexed\n"
    call_command("check_index", stdout=out)
    assert "holds all 1 articles" in out.getvalue()
    make_article(2)
    with pytest.raises(CommandError, match="1 articles are not in the index"):
        call_command("check_index")
    call_command("search", "ferry", stdout=out, stderr=io.StringIO())
    assert f"{article.pk}  undated     unknown outlet: A ferry sails" in out.getvalue()
