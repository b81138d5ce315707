"""Places need evidence, the more the smaller they are; a world city stays one unless a region is attached."""

from __future__ import annotations

import pytest

from articles.entities.recognition.entity_reader import EntityReader, Part


def places(reader: EntityReader, text: str) -> dict[str, str]:
    return {
        one.surface: one.gazetteer_id for one in reader.read([Part(text)]).mentions[0] if one.kind == "place"
    }


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("He went to Georgia after Florida and Ohio, the campaign said.", "Georgia", "iso:US-GA"),
        ("Georgia and Armenia reopened the road to Tbilisi, the ministry said.", "Georgia", "614540"),
        ("Sen. Ron Wyden (D-OR) spoke in Washington on Monday.", "OR", "iso:US-OR"),
        ("Rep. Mo Brooks (R-AL) spoke in Washington on Monday.", "AL", "iso:US-AL"),
        ("Rep. Bobby Rush (D-IL) spoke in Washington on Monday.", "IL", "iso:US-IL"),
        ("He flew from Chicago, Illinois, to Geneva and met envoys.", "Geneva", "2660646"),
        ("She left Toledo, Ohio, for London on Friday.", "London", "2643743"),
        ("The mayor of Paris, Texas, spoke on Friday.", "Paris", "4717560"),
        ("Voters in Austin, Texas, and Houston were told that Paris had signed.", "Paris", "2988507"),
    ],
)
def test_the_place_that_is_meant(reader: EntityReader, text: str, name: str, place_id: str) -> None:
    assert places(reader, text).get(name) == place_id


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayors met in City Hall on Monday, the council said.", "City Hall"),
        ("He spoke of the Deep State and of the media on Monday.", "Deep State"),
        ("They stood on the South Lawn of the White House on Monday.", "South Lawn"),
        ("A judge in the Southern District of New York ruled on Monday.", "Southern District"),
        ("The conflict in Kashmir went on, the army said.", "Kashmir"),
        ("Fighters attacked a post in Sinai, the army said.", "Sinai"),
        ("He was sent to Siberia, his lawyer said.", "Siberia"),
        ("Nothing on Earth could stop it, he said on Monday.", "Earth"),
    ],
)
def test_no_hamlet_takes_an_ordinary_name(reader: EntityReader, text: str, name: str) -> None:
    assert places(reader, text).get(name, "") == ""


def test_a_small_town_is_a_place_beside_its_state(reader: EntityReader) -> None:
    assert places(reader, "The fair in Earth, Texas, opened on Monday.").get("Earth") == "5520687"


@pytest.mark.parametrize(
    "text",
    [
        "Trump also called Moore a good man. Roy Moore lost the vote.",
        "Trump also named Moore a judge. Roy Moore lost the vote.",
        "Obama has often called Merkel his friend. Angela Merkel thanked him.",
    ],
)
def test_a_verb_with_an_object_states_no_other_name(reader: EntityReader, text: str) -> None:
    assert reader.read([Part(text)]).learned_aliases == ()


def test_a_short_form_that_the_article_gives_holds_there_whatever_is_known_by_it(
    reader: EntityReader,
) -> None:
    text = "The Paycheck Protection Program (PPP) ended on Monday. The PPP helped firms."
    names = {one.surface: one.name for one in reader.read([Part(text)]).mentions[0]}
    assert names["PPP"] == "Paycheck Protection Program"
