"""What linking keeps: one entity for each person, place and organisation, whichever article comes first."""

from __future__ import annotations

import itertools

import pytest
from django.core.management import call_command

from articles.entities.kinds import Kind, Mention, Role
from articles.entities.linking.name_similarity import link_person
from articles.entities.places.gazetteer import Place
from articles.entities.recognition.entity_reader import Reading
from articles.entities.recognition.stated_aliases import LearnedAlias
from articles.ingest.recognition.entity_candidates import ArticleDirectory
from articles.ingest.recognition.mention_linking import knowledge_from_database, link_reading
from articles.models import Alias, Article, Entity, SourceFile
from articles.models import Mention as MentionRow

pytestmark = pytest.mark.django_db
OSLO = Place("3143244", "city", "Oslo", "NO", "12", "Oslo", 59.913, 10.746, 580_000, True)
_numbers = itertools.count(1)


def article() -> Article:
    number = next(_numbers)
    source = SourceFile.objects.create(sha256=str(number), name="a.txt", media_type="text/plain", data=b"x")
    return Article.objects.create(
        source=source, format="text", content_sha256=str(number), title="T", slug="t"
    )


def named(kind: Kind, *names: str, **more: object) -> Reading:
    """A reading of a body in which these names stand one after the other."""
    start, mentions = 0, []
    for name in names:
        mentions.append(Mention(start, start + len(name), name, kind, name=name, confidence=0.9, **more))  # type: ignore[arg-type]
        start += len(name) + 1
    return Reading((tuple(mentions),))


def test_two_spellings_of_a_name_are_one_person_in_either_order() -> None:
    for names in itertools.permutations(["Sergey Lavrov", "Sergei Lavrov"]):
        Entity.objects.all().delete()
        for name in names:
            link_reading(article(), named(Kind.PERSON, name), [("body", 0)])
        assert Entity.objects.filter(kind="person").count() == 1
        assert set(Alias.objects.values_list("surface", flat=True)) == {"Sergey Lavrov", "Sergei Lavrov"}


def test_two_spellings_in_one_article_are_one_person() -> None:
    link_reading(article(), named(Kind.PERSON, "Mohammed Karimi", "Muhammad Karimi"), [("body", 0)])
    assert Entity.objects.count() == 1
    assert MentionRow.objects.count() == 2


def test_brothers_stay_two() -> None:
    link_reading(article(), named(Kind.PERSON, "Raul Castro", "Fidel Castro", "Castro"), [("body", 0)])
    assert sorted(Entity.objects.values_list("name", flat=True)) == ["Castro", "Fidel Castro", "Raul Castro"]


def test_a_spelling_that_could_be_either_of_two_people_is_a_third() -> None:
    for name in ("Aleksei Petrov", "Alexey Petrov"):
        entity = Entity.objects.create(kind="person", name=name, slug=name.lower().replace(" ", "-"))
        Alias.objects.create(entity=entity, surface=name, folded=name.lower(), source="editor")
    link_reading(article(), named(Kind.PERSON, "Aleksey Petrov"), [("body", 0)])
    assert Entity.objects.count() == 3


def test_reading_again_replaces_the_mentions_and_makes_no_second_entity() -> None:
    one = article()
    for _ in range(2):
        link_reading(one, named(Kind.ORG, "Harbour Board"), [("body", 0)])
    assert Entity.objects.count() == 1
    assert [mention.surface for mention in one.mentions.all()] == ["Harbour Board"]


def test_a_place_is_kept_with_its_country_and_coordinates_and_is_where_the_report_was_filed() -> None:
    one = article()
    mention = Mention(0, 4, "OSLO", Kind.PLACE, Role.DATELINE, "dateline", 0.9, "Oslo", OSLO.gazetteer_id)
    link_reading(one, Reading(((mention,),), (), (OSLO,)), [("body", 0)])
    oslo = Entity.objects.get()
    assert (oslo.name, oslo.country_code, oslo.latitude, oslo.gazetteer_id) == (
        "Oslo",
        "NO",
        59.913,
        "3143244",
    )
    assert one.dateline_place == oslo


def test_a_merged_entity_gets_no_new_mentions() -> None:
    right = Entity.objects.create(kind="org", name="Harbour Board", slug="harbour-board")
    wrong = Entity.objects.create(
        kind="org", name="The Harbour Board", slug="the-harbour-board", merged_into=right
    )
    Alias.objects.create(entity=wrong, surface="The Harbour Board", folded="the harbour board")
    link_reading(article(), named(Kind.ORG, "The Harbour Board"), [("body", 0)])
    assert MentionRow.objects.get().entity == right


def test_namesakes_of_one_kind_get_slugs_of_their_own() -> None:
    Entity.objects.create(kind="org", name="Other", slug="harbour-board")
    link_reading(article(), named(Kind.ORG, "Harbour Board"), [("body", 0)])
    assert Entity.objects.get(name="Harbour Board").slug == "harbour-board-2"


def test_an_alias_that_the_text_states_is_kept_with_the_sentence() -> None:
    proof = "The Harbour Board (HB) met."
    reading = Reading(
        named(Kind.ORG, "Harbour Board").mentions, (LearnedAlias("HB", "Harbour Board", Kind.ORG, proof),)
    )
    link_reading(article(), reading, [("body", 0)])
    alias = Alias.objects.get(surface="HB")
    assert (alias.entity.name, alias.source, alias.proof, alias.case_sensitive) == (
        "Harbour Board",
        "text",
        proof,
        True,
    )
    assert not list(knowledge_from_database().matches("The HB met."))


def test_the_data_files_are_loaded_once_and_an_editors_change_stays() -> None:
    call_command("load_entities", verbosity=0)
    count = Entity.objects.count(), Alias.objects.count()
    kabul_government = Entity.objects.get(kind="org", slug="taliban")
    kabul_government.name = "Taliban movement"
    kabul_government.save()
    Alias.objects.filter(surface="Taleban").delete()
    call_command("load_entities", verbosity=0)
    assert (Entity.objects.count(), Alias.objects.count()) == (count[0], count[1] - 1)
    assert Entity.objects.get(slug="taliban", kind="org").name == "Taliban movement"


def test_the_knowledge_of_the_database_is_that_of_the_files() -> None:
    call_command("load_entities", verbosity=0)
    known = knowledge_from_database()
    found = [
        match.record.name
        for match in known.matches("The TTP is not the Afghan Taliban, said Kyrgyz and U.S. envoys.")
    ]
    assert found == ["Tehreek-e-Taliban Pakistan", "Taliban", "Kyrgyzstan", "United States"]


def test_linking_an_article_takes_few_queries(django_assert_max_num_queries: object) -> None:
    names = [f"Person{letter} Surname{letter}son" for letter in "abcdefgh"]
    link_reading(article(), named(Kind.PERSON, *names), [("body", 0)])
    # Three of them count the names and look up whom the room means by each (room_linking).
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        link_reading(article(), named(Kind.PERSON, *names), [("body", 0)])


def test_a_person_is_found_by_another_spelling_of_the_surname_whoever_put_the_name_on_file() -> None:
    saved = Entity.objects.create(kind="person", name="Yevgeny Markov", slug="yevgeny-markov")
    Alias.objects.create(entity=saved, surface=saved.name, folded="yevgeny markov", source="editor")
    assert Alias.objects.get(entity=saved).sound
    directory = ArticleDirectory([(Kind.PERSON, "Evgeny Markov")])
    assert link_person("Evgeny Markov", directory) == str(saved.pk)


def test_a_name_that_articles_taught_becomes_one_of_the_data_files(db: None) -> None:
    taught = Entity.objects.create(kind="org", name="Instagram", slug="instagram")
    Alias.objects.create(entity=taught, surface="Instagram", folded="instagram", source="learned")
    call_command("load_entities", verbosity=0)
    taught.refresh_from_db()
    assert taught.curated and taught.aliases.get(surface="Instagram").source == "seed"
