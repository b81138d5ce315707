"""Who and what an article names: sentences as newspapers print them."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind, Role
from articles.entities.recognition.entity_reader import EntityReader, Part
from tests.entities.conftest import Told


def test_a_surname_in_the_headline_and_a_caption_is_the_person_of_the_body(told: Told) -> None:
    body = "German Chancellor Angela Merkel arrived in Ottawa on Monday. Merkel declined to comment."
    names = told.names("Talks Will Resume, Says Merkel", body, "Merkel at the airport")
    assert names["Merkel"] == "Angela Merkel"


def test_offsets_count_in_each_part(told: Told) -> None:
    parts = [Part("Kofi Annan in Accra"), Part("Former U.N. chief Kofi Annan spoke in Accra.")]
    for part, mentions in zip(parts, told.read(*parts).mentions, strict=True):
        assert mentions
        assert all(part.text[one.start : one.end] == one.surface for one in mentions)


def test_two_people_of_one_surname_each_keep_their_own(told: Told) -> None:
    body = (
        "Raul Castro met reporters in Havana. Castro said he was well.\n\n"
        "Fidel Castro did not appear in public. Castro has been ill for months."
    )
    said = [one.name for one in told.read(body).mentions[0] if one.surface == "Castro"]
    assert said == ["Raul Castro", "Fidel Castro"]


def test_titles_are_no_part_of_a_name(told: Told) -> None:
    kinds = told.kinds(
        "The ruling was read by Chief Justice William Rehnquist, and Gen. Colin Powell listened."
    )
    assert kinds["William Rehnquist"] == "person"
    assert kinds["Colin Powell"] == "person"


def test_the_dateline_gives_its_places_their_role_and_its_agency_an_organisation(told: Told) -> None:
    text = "NAIROBI, Kenya (Reuters) - Rain stopped play in Nairobi on Sunday."
    mentions = told.read(Part(text, (0, len("NAIROBI, Kenya (Reuters)")))).mentions[0]
    assert [(one.surface, one.kind, one.role) for one in mentions] == [
        ("NAIROBI", Kind.PLACE, Role.DATELINE),
        ("Kenya", Kind.PLACE, Role.DATELINE),
        ("Reuters", Kind.ORG, Role.MENTION),
        ("Nairobi", Kind.PLACE, Role.MENTION),
    ]
    assert {one.gazetteer_id for one in mentions if one.name == "Nairobi"} == {"184745"}


def test_demonyms_lead_to_the_country_in_a_role_of_their_own(told: Told) -> None:
    text = "Turkish officials met two Kazakhs in Turkey."
    assert told.roles(text) == {"Turkish": "demonym", "Kazakhs": "demonym", "Turkey": "mention"}
    assert told.names(text)["Turkish"] == told.names(text)["Turkey"]


def test_a_capital_that_accuses_stands_for_its_government(told: Told) -> None:
    mentions = told.read("Ankara accuses its neighbour. He flew to Ankara.").mentions[0]
    assert [one.role for one in mentions] == [Role.METONYM, Role.MENTION]


def test_also_known_as_is_learned_with_its_sentence(told: Told) -> None:
    reading = told.read("The raid was blamed on Daesh (also known as ISIS or IS). Nobody was hurt.")
    learned = {(one.surface, one.name) for one in reading.learned_aliases}
    assert learned >= {("ISIS", "Islamic State"), ("IS", "Islamic State")}
    assert reading.learned_aliases[0].proof == "The raid was blamed on Daesh (also known as ISIS or IS)."


def test_known_as_gives_another_name_of_a_group_though_not_of_a_city(told: Told) -> None:
    text = "The attack was claimed by Tehreek-e-Taliban Pakistan, known as the Pakistani Taliban, in Quetta."
    reading = told.read(text)
    assert {one.name for one in reading.mentions[0] if "Taliban" in one.surface} == {
        "Tehreek-e-Taliban Pakistan"
    }
    assert [one.surface for one in reading.learned_aliases] == ["Pakistani Taliban"]
    assert not told.read("Bruges, known as the Venice of the North, was full.").learned_aliases


def test_an_acronym_in_brackets_stands_for_the_full_name_afterwards(told: Told) -> None:
    text = (
        "The Baltic Marine Environment Commission (BMEC) published its figures in Riga. "
        "Fish stocks fell, BMEC said in the report."
    )
    names = told.names(text)
    assert names["BMEC"] == "Baltic Marine Environment Commission"
    assert told.kinds(text)["BMEC"] == "org"


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Shares of Hartwell, Pruitt & Co. fell on Tuesday.", "Hartwell, Pruitt & Co.", "org"),
        (
            "He joined the Institute for Ocean and Climate Studies last year.",
            "Institute for Ocean and Climate Studies",
            "org",
        ),
        (
            "She appealed to the 9th U.S. Circuit Court of Appeals in San Francisco.",
            "9th U.S. Circuit Court of Appeals",
            "org",
        ),
        ("The crash was near Walnut Grove, Minn., police said.", "Walnut Grove", "place"),
        ("The letter was signed by dissident Wei Lanfang in Beijing.", "Wei Lanfang", "person"),
        ("The two met President Daniel arap Moi in Nairobi.", "Daniel arap Moi", "person"),
        ("The mosque is in Balkh province, Afghanistan.", "Balkh", "place"),
    ],
)
def test_names_reach_as_far_as_they_go(told: Told, text: str, surface: str, kind: str) -> None:
    assert told.kinds(text).get(surface) == kind


def test_a_quoted_title_names_nobody(told: Told) -> None:
    kinds = told.kinds("He is the editor of “The Irish in Boston,” a book that Harold Pym wrote in London.")
    assert "Boston" not in kinds
    assert kinds["Harold Pym"] == "person"


def test_a_photo_credit_names_the_agency_and_the_photographer(told: Told) -> None:
    kinds = told.kinds("Villagers wait for water near Herat, Afghanistan. © AP Photo / Massoud Hossaini")
    assert kinds["AP"] == "org"
    assert kinds["Massoud Hossaini"] == "person"


def test_whoever_reports_from_somewhere_is_a_person(told: Told) -> None:
    kinds = told.kinds("The talks go on.\n\nLindqvist reported from Oslo, Barzani from Cairo.")
    assert kinds["Barzani"] == "person"


def test_the_other_places_decide_between_namesakes(told: Told) -> None:
    def gazetteer_id(text: str) -> str:
        return next(one.gazetteer_id for one in told.read(text).mentions[0] if one.surface == "Birmingham")

    assert (
        gazetteer_id("The march went from Birmingham, Ala., to Montgomery, Ala., in four days.") == "4049979"
    )
    assert (
        gazetteer_id("The train from London to Birmingham was late, as it often is in England.") == "2655603"
    )


def test_washington_is_the_capital(told: Told) -> None:
    assert told.names("The minister returned from Washington.")["Washington"] == "Washington, D.C."


def test_reading_twice_and_in_a_batch_gives_the_same(reader: EntityReader) -> None:
    articles = [
        [
            Part("Envoys Meet in Vienna"),
            Part("VIENNA (AP) - Envoys of the IAEA met Ali Salehi. Salehi left early."),
        ],
        [Part("The Danube flooded Budapest, Hungary’s capital, the Red Cross said.")],
    ]
    batch = list(reader.read_many(articles))
    assert batch == [reader.read(parts) for parts in articles]
    assert batch == list(reader.read_many(articles))


def test_odd_texts_are_read_without_harm(reader: EntityReader) -> None:
    for text in ("", " \n\n ", "ABC " * 3000, "((((", "“”" * 50, "a" * 30_000, "Å" * 300, "🙂 Paris 🙂"):
        for mentions in reader.read([Part(text)]).mentions:
            assert all(text[one.start : one.end] == one.surface for one in mentions)
