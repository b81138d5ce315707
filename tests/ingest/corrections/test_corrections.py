"""What an editor put right stays right: each kind of correction, read anew twice by the real recogniser, and undone."""

from __future__ import annotations

import hashlib
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.ingest.corrections.log import CannotCorrect
from articles.ingest.corrections.mentions import add_mention, entity_called, quoted_place, reject
from articles.ingest.corrections.merges import merge, split, tell_apart
from articles.ingest.corrections.names import add_alias, articles_containing, change_kind, drop_alias, rename
from articles.ingest.corrections.undo import undo
from articles.ingest.indexing.documents import documents_for
from articles.ingest.recognition.merge_suggestions import suggest_merges
from articles.ingest.recognition.recognise import recognise, recognise_stale
from articles.models import (
    Alias,
    Article,
    Correction,
    Entity,
    IndexJob,
    Mention,
    MergeSuggestion,
    NotSame,
    SourceFile,
)

pytestmark = pytest.mark.django_db

TEXTS = (
    "Trade minister Ingrid Falkenberg met union leader Marta Olsen in Bergen on Monday. Falkenberg told the Harbour "
    "Workers Union that talks would go on. The ferry Nordlys was late.",
    "Bergen hosted the talks. Ingrid Falkenberg said that Norway would wait. Nothing was heard from Velmora, a trade "
    "group.",
    "The lawyer Inge Falkenberg lost a case in Stavanger on Friday. Falkenberg said she would appeal.",
)


@pytest.fixture
def room(db: None) -> list[Article]:
    """Three articles, read for entities by the real model."""
    articles = [_article(f"Report {number}", text) for number, text in enumerate(TEXTS)]
    recognise(articles)
    IndexJob.objects.all().delete()
    return articles


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", is_staff=True)


def _article(title: str, *paragraphs: str) -> Article:
    digest = hashlib.sha256("".join(paragraphs).encode()).hexdigest()
    source = SourceFile.objects.create(sha256=digest, name=title, media_type="text/plain", data=b"x")
    blocks = [{"text": text, "start": 0, "end": len(text), "kind": "paragraph"} for text in paragraphs]
    row = {
        "title": title,
        "title_origin": "derived",
        "slug": "report",
        "format": "text",
        "paragraphs": blocks,
    }
    return Article.objects.create(source=source, body_sha256=digest, content_sha256=digest, **row)


def read_twice() -> None:
    for _ in range(2):
        call_command("recognise", "--all", stdout=StringIO(), stderr=StringIO())


def entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def named(article: Article) -> list[tuple[str, str, str]]:
    """What an article names, in reading order: as printed, as what kind, who it is."""
    return [(row.surface, row.kind, row.entity.name) for row in article.mentions.select_related("entity")]


def everything() -> list[list[tuple[str, str, str]]]:
    return [named(article) for article in Article.objects.order_by("pk")]


def people() -> set[str]:
    return {name for article in everything() for _, kind, name in article if kind == "person"}


def waiting() -> set[int]:
    return set(IndexJob.objects.values_list("article_id", flat=True))


def test_a_merge_holds_and_each_has_her_own_mentions_again_when_it_is_undone(
    room: list[Article], editor: User
) -> None:
    before = everything()
    correction = merge(entity("Inge Falkenberg"), entity("Ingrid Falkenberg"), editor)
    assert waiting() == {article.pk for article in room}
    read_twice()
    assert people() == {"Ingrid Falkenberg", "Marta Olsen"}
    undo(correction, editor)
    assert everything() == before
    read_twice()
    assert everything() == before


def test_an_article_is_found_by_the_names_of_all_who_are_one_and_not_by_a_name_taken_away(
    room: list[Article], editor: User
) -> None:
    merge(entity("Inge Falkenberg"), entity("Ingrid Falkenberg"), editor)
    (document,) = documents_for([room[0].pk])
    assert "Inge Falkenberg" in document.names.splitlines()
    drop_alias(Alias.objects.get(surface="Inge Falkenberg"), editor)
    (document,) = documents_for([room[0].pk])
    assert "Inge Falkenberg" not in document.names.splitlines()


def test_a_chain_of_merges_comes_apart_in_any_order(room: list[Article], editor: User) -> None:
    before = everything()
    inge, ingrid, marta = map(entity, ("Inge Falkenberg", "Ingrid Falkenberg", "Marta Olsen"))
    first, second = merge(inge, ingrid, editor), merge(ingrid, marta, editor)
    assert people() == {"Marta Olsen"}
    undo(second, editor)
    read_twice()
    assert not Mention.objects.filter(entity=inge).exists()
    undo(first, editor)
    assert everything() == before


def test_a_place_that_reports_were_filed_from_takes_them_along_when_merged(
    room: list[Article], editor: User
) -> None:
    bergen, norway = entity("Bergen"), entity("Norway")
    Mention.objects.filter(article=room[1], entity=bergen).update(role="dateline")
    Article.objects.filter(pk=room[1].pk).update(dateline_place=bergen)
    correction = merge(bergen, norway, editor)
    assert Article.objects.get(pk=room[1].pk).dateline_place == norway
    undo(correction, editor)
    assert Article.objects.get(pk=room[1].pk).dateline_place == bergen


def test_what_was_told_apart_by_its_mentions_stays_apart(room: list[Article], editor: User) -> None:
    falkenberg = entity("Ingrid Falkenberg")
    theirs = list(room[1].mentions.filter(entity=falkenberg))
    correction = split(falkenberg, "Ingrid Falkenberg", editor, mentions=theirs)
    other = correction.other
    assert NotSame.objects.get().second == other and waiting() == {room[1].pk}
    read_twice()
    assert set(Mention.objects.filter(entity=other).values_list("article", flat=True)) == {room[1].pk}
    assert set(Mention.objects.filter(entity=falkenberg).values_list("article", flat=True)) == {room[0].pk}
    suggest_merges()
    assert not MergeSuggestion.objects.filter(first=falkenberg, second=other).exists()
    undo(correction, editor)
    for _ in range(2):
        read_twice()
        assert not Mention.objects.filter(entity=other).exists()
        assert room[1].mentions.filter(entity=falkenberg).exists()


def test_a_name_told_apart_goes_with_the_other_one(room: list[Article], editor: User) -> None:
    inge, ingrid = entity("Inge Falkenberg"), entity("Ingrid Falkenberg")
    alias = Alias.objects.get(surface="Inge Falkenberg")
    alias.entity = ingrid
    alias.save()
    inge.delete()
    recognise(room)
    assert not Entity.objects.filter(name="Inge Falkenberg").exists()
    correction = split(ingrid, "Inge Falkenberg", editor, aliases=[alias])
    read_twice()
    assert {name for _, kind, name in named(room[2]) if kind == "person"} == {"Inge Falkenberg"}
    undo(correction, editor)
    read_twice()
    assert {name for _, kind, name in named(room[2]) if kind == "person"} == {"Ingrid Falkenberg"}


def test_a_new_name_stays_and_the_old_one_still_leads_to_it(room: list[Article], editor: User) -> None:
    before = everything()
    correction = rename(entity("Ingrid Falkenberg"), "Ingrid Falkenberg-Moe", editor)
    assert waiting() == {room[0].pk, room[1].pk}
    read_twice()
    assert ("Falkenberg", "person", "Ingrid Falkenberg-Moe") in named(room[0])
    assert not Entity.objects.filter(name="Ingrid Falkenberg").exists()
    undo(correction, editor)
    read_twice()
    assert everything() == before
    assert not Alias.objects.filter(surface="Ingrid Falkenberg-Moe").exists()


def test_a_changed_kind_stays(room: list[Article], editor: User) -> None:
    before = everything()
    velmora = entity("Velmora")
    correction = change_kind(velmora, "place", editor)
    read_twice()
    assert ("Velmora", "place", "Velmora") in named(room[1])
    assert Entity.objects.filter(name="Velmora").count() == 1
    undo(correction, editor)
    read_twice()
    assert everything() == before
    assert Entity.objects.get(name="Velmora").former_kind == ""


def test_a_rejected_mention_stays_away_and_comes_back_when_undone(room: list[Article], editor: User) -> None:
    before = everything()
    correction = reject(room[1].mentions.get(surface="Velmora"), editor)
    read_twice()
    assert "Velmora" not in {surface for surface, _, _ in named(room[1])}
    undo(correction, editor)
    assert everything() == before
    read_twice()
    assert everything() == before


def test_an_added_mention_stays_and_goes_when_undone(room: list[Article], editor: User) -> None:
    before = everything()
    part, start, end = quoted_place(room[0], "Nordlys")
    correction = add_mention(room[0], part, start, end, entity_called("org", "Nordlys"), editor)
    assert waiting() == {room[0].pk}
    read_twice()
    assert ("Nordlys", "org", "Nordlys") in named(room[0])
    undo(correction, editor)
    read_twice()
    assert everything() == before


def test_an_added_mention_wins_over_what_recognition_finds_there(room: list[Article], editor: User) -> None:
    part, start, end = quoted_place(room[0], "the Harbour Workers Union")
    add_mention(room[0], part, start, end, entity_called("org", "Dockers’ Union"), editor)
    read_twice()
    rows = [row for row in named(room[0]) if row[1] == "org"]
    assert rows == [("the Harbour Workers Union", "org", "Dockers’ Union")]


def test_an_added_name_is_found_from_then_on_in_the_articles_that_contain_it(
    room: list[Article], editor: User
) -> None:
    before = everything()
    union = entity("Harbour Workers Union")
    correction = add_alias(union, "Nordlys", editor)
    stale = set(Article.objects.filter(stale_since__isnull=False).values_list("pk", flat=True))
    assert stale == {room[0].pk} == articles_containing("nordlys")
    assert articles_containing("WAS") == set()  # "was" is no naming of it
    assert recognise_stale() == 1 and recognise_stale() == 0
    assert ("Nordlys", "org", "Harbour Workers Union") in named(room[0])
    read_twice()
    assert ("Nordlys", "org", "Harbour Workers Union") in named(room[0])
    undo(correction, editor)
    call_command("recognise", "--stale", stdout=StringIO(), stderr=StringIO())
    assert everything() == before


def test_a_name_added_in_another_script_is_found_in_the_forms_of_the_article_s_language(
    room: list[Article], editor: User
) -> None:
    inge = entity("Inge Falkenberg")
    text = "Переговоры с Фалькенбергом продолжались два часа, сообщили в порту."
    room[0].paragraphs = [{"text": text, "start": 0, "end": len(text), "kind": "paragraph"}]
    room[0].language = "ru"
    room[0].save()
    recognise([room[0]])
    assert "Фалькенбергом" not in str(named(room[0]))
    add_alias(inge, "Фалькенберг", editor)
    assert articles_containing("Фалькенберг") == {room[0].pk}
    while recognise_stale():
        pass
    assert ("Фалькенбергом", "person", "Inge Falkenberg") in named(room[0])


def test_a_name_taken_away_is_not_learned_again(room: list[Article], editor: User) -> None:
    inge, ingrid = entity("Inge Falkenberg"), entity("Ingrid Falkenberg")
    alias = Alias.objects.get(entity=inge)
    alias.entity = ingrid
    alias.save()
    inge.delete()
    recognise(room)
    correction = drop_alias(alias, editor)
    read_twice()
    assert ("Inge Falkenberg", "person", "Inge Falkenberg") in named(room[2])
    Entity.objects.filter(name="Inge Falkenberg").delete()
    undo(correction, editor)
    read_twice()
    assert ("Inge Falkenberg", "person", "Ingrid Falkenberg") in named(room[2])


def test_a_correction_follows_its_place_when_the_text_changes(room: list[Article], editor: User) -> None:
    part, start, end = quoted_place(room[0], "Nordlys")
    add_mention(room[0], part, start, end, entity_called("org", "Nordlys"), editor)
    article = Article.objects.get(pk=room[0].pk)
    first = "Snow fell on the quay all night, and the cranes stood still."
    article.paragraphs = [{**article.paragraphs[0], "text": first}, *article.paragraphs]
    article.save()
    read_twice()
    row = article.mentions.get(surface="Nordlys")
    assert article.body[row.start : row.end] == "Nordlys" and row.start == start + len(first) + 2


def test_a_correction_without_a_place_is_listed_and_holds_again_when_the_text_comes_back(
    room: list[Article], editor: User
) -> None:
    correction = reject(room[1].mentions.get(surface="Velmora"), editor)
    article = Article.objects.get(pk=room[1].pk)
    paragraphs = article.paragraphs
    article.paragraphs = [
        {**paragraphs[0], "text": "Quite another text, in which Velmora is praised by Bergen."}
    ]
    article.save()
    read_twice()
    assert list(Correction.objects.filter(placed=False)) == [correction]
    article.paragraphs = paragraphs
    article.save()
    read_twice()
    assert not Correction.objects.filter(placed=False).exists()
    assert "Velmora" not in {surface for surface, _, _ in named(article)}


def test_every_correction_says_who_made_and_who_undid_it(room: list[Article], editor: User) -> None:
    correction = rename(entity("Velmora"), "Velmora Group", editor)
    assert (correction.made_by, correction.action, correction.value["before"]) == (
        editor,
        "rename",
        "Velmora",
    )
    undo(correction, editor)
    correction.refresh_from_db()
    assert correction.undone_by == editor and correction.undone_at is not None
    with pytest.raises(CannotCorrect, match="undone already"):
        undo(correction, editor)


def test_what_makes_no_sense_is_refused_with_a_reason(room: list[Article], editor: User) -> None:
    ingrid, bergen = entity("Ingrid Falkenberg"), entity("Bergen")
    with pytest.raises(CannotCorrect, match="different kinds"):
        merge(ingrid, bergen, editor)
    with pytest.raises(CannotCorrect, match="already merged"):
        merge(ingrid, ingrid, editor)
    with pytest.raises(CannotCorrect, match="a name of Inge Falkenberg"):
        add_alias(ingrid, "inge falkenberg", editor)
    with pytest.raises(CannotCorrect, match="two letters"):
        rename(ingrid, " – ", editor)
    with pytest.raises(CannotCorrect, match="does not stand in the article"):
        quoted_place(room[0], "Atlantis")
    with pytest.raises(CannotCorrect, match="no such place"):
        add_mention(room[0], ("body", 0), 5, 99_999, ingrid, editor)
    with pytest.raises(CannotCorrect, match="Choose the mentions"):
        split(ingrid, "Somebody", editor)
    assert not Correction.objects.exists() and not IndexJob.objects.exists()


def test_a_rename_upon_a_rename_is_undone_first(room: list[Article], editor: User) -> None:
    first = rename(entity("Velmora"), "Velmora Group", editor)
    second = rename(entity("Velmora Group"), "Velmora Trade Group", editor)
    with pytest.raises(CannotCorrect, match="renamed since"):
        undo(first, editor)
    undo(second, editor)
    undo(first, editor)
    assert entity("Velmora")


def test_a_person_whose_name_is_much_like_anothers_is_suggested_and_not_merged(
    room: list[Article], editor: User
) -> None:
    recognise(
        [
            _article(
                "Fourth",
                "The banker M. Olsen lost a case in Stavanger on Friday. Olsen said she would appeal.",
            )
        ]
    )
    suggestion = MergeSuggestion.objects.get()
    assert {suggestion.first.name, suggestion.second.name} == {"Marta Olsen", "M. Olsen"}
    correction = tell_apart(suggestion.first, suggestion.second, editor)
    assert not MergeSuggestion.objects.exists()
    call_command("merge_suggestions", stdout=StringIO())
    assert not MergeSuggestion.objects.exists()
    undo(correction, editor)
    assert suggest_merges() == 1


def test_a_name_that_an_article_gives_for_another_on_file_is_suggested_with_the_sentence(db: None) -> None:
    group, short = (
        Entity.objects.create(kind="org", name=name, slug=name.lower()) for name in ("Velmora", "Stoneline")
    )
    Alias.objects.create(entity=short, surface="Stoneline", folded="stoneline")
    proof = "Velmora, also known as Stoneline, denied it."
    Alias.objects.create(entity=group, surface="Stoneline", folded="stoneline", source="text", proof=proof)
    assert suggest_merges() == 1
    assert MergeSuggestion.objects.get().reason == proof
