"""Articles in other languages: the English recogniser never sees them, known names are found in their script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from articles.entities.knowledge_base import KnowledgeBase
from articles.entities.languages import russian
from articles.entities.languages.foreign_reading import is_english
from articles.entities.languages.recognisers import missing, recognisers
from articles.entities.places.gazetteer import Gazetteer
from articles.entities.recognition.entity_reader import EntityReader, Part
from articles.entities.recognition.recogniser import ModelSpan

RUSSIAN = (
    "МОСКВА, 9 июля. Министр Сергей Лавров обсудил с президентом Афганистана Ашрафом Гани вывод войск НАТО. "
    "По словам Лаврова, Россия и США говорили о Саудовской Аравии в Ташкенте."
)
COUNTRIES = {
    "ar": ("زار الوزير روسيا وتحدث عن العراق وأفغانستان", "Russia Iraq Afghanistan"),
    "de": ("Der Kanzler reiste nach Russland, in die Türkei und nach Frankreich.", "Russia Turkey France"),
    "es": ("El ministro viajó a Afganistán, a Rusia y a Alemania.", "Afghanistan Russia Germany"),
    "fa": ("وزیر به روسیه و افغانستان و آلمان رفت", "Russia Afghanistan Germany"),
    "fr": ("Le ministre a visité la Russie, l’Ouzbékistan et l'Allemagne.", "Russia Uzbekistan Germany"),
    "ja": ("外相はロシアとアフガニスタンを訪問した。", "Russia Afghanistan"),
    "ko": ("장관은 러시아와 아프가니스탄을 방문했다.", "Russia Afghanistan"),
    "ru": ("Министр был в России, говорил с Украиной и о Германии.", "Russia Ukraine Germany"),
    "tr": ("Bakan Rusya'ya gitti, Almanya'da ve Afganistan'da konuştu.", "Russia Germany Afghanistan"),
    "uk": ("Міністр був у Польщі, говорив з Росією та про Німеччину.", "Poland Russia Germany"),
    "zh": ("外长访问了俄罗斯和阿富汗。", "Russia Afghanistan"),
}


class Listening:
    """A recogniser that keeps what it was given and sees nothing."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def spans(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        self.given += texts
        return iter([()] * len(texts))


@pytest.fixture
def english() -> Listening:
    return Listening()


@pytest.fixture
def reader(english: Listening, known: KnowledgeBase, gazetteer: Gazetteer) -> EntityReader:
    return EntityReader(english, known, gazetteer)


def named(reader: EntityReader, text: str, language: str) -> dict[str, str]:
    return {one.surface: one.name for one in reader.read([Part(text, language=language)]).mentions[0]}


def test_no_recogniser_of_another_language_reads_a_text(reader: EntityReader, english: Listening) -> None:
    texts = {"ru": RUSSIAN, "": RUSSIAN, "fr": "Le ministre est à Paris.", "en": "He is in Paris."}
    readings = list(reader.read_many([[Part(text, language=code)] for code, text in texts.items()]))
    assert len(readings) == len(texts)
    assert english.given == ["He is in Paris."]


@pytest.mark.parametrize("code", COUNTRIES)
def test_countries_are_found_by_their_names_in_every_language(code: str, reader: EntityReader) -> None:
    text, wanted = COUNTRIES[code]
    assert set(named(reader, text, code).values()) == set(wanted.split())


def test_nobody_is_invented_where_no_recogniser_is(reader: EntityReader) -> None:
    found = named(reader, RUSSIAN, "ru")
    assert found == {
        "Афганистана": "Afghanistan",
        "Россия": "Russia",
        "США": "United States",
        "Саудовской Аравии": "Saudi Arabia",
    }


@pytest.mark.parametrize(
    ("code", "text"), [("pl", "Michael Jordan wygrał."), ("fr", "Maurice est arrivé hier.")]
)
def test_what_means_something_else_in_the_language_is_no_country(
    code: str, text: str, reader: EntityReader
) -> None:
    assert named(reader, text, code) == {}


def test_an_unknown_language_is_read_as_english_in_latin_letters_only() -> None:
    assert is_english([Part("Kabul, Lavrov")]) and is_english([Part("")])
    assert not is_english([Part("Кабул, Лавров")]) and not is_english([Part("Kabul", language="de")])


def test_a_place_in_the_dateline_says_where_the_report_was_filed(reader: EntityReader) -> None:
    text = "РОССИЯ, 9 июля. Переговоры прошли в России."
    (first, second) = reader.read([Part(text, (0, 16), "ru")]).mentions[0]
    assert (first.role.value, second.role.value) == ("dateline", "mention")


def test_a_language_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(russian, "PACKAGES", ("no_such_package",))
    assert recognisers({"en", "ru"}) == {}
    assert missing({"en", "ru"}) == [russian.MISSING]
    assert "“qq”" in missing({"en", "qq"})[0] and missing({"en"}) == []


@pytest.mark.skipif(not russian.is_installed(), reason="requirements-russian.txt is not installed")
def test_russian_names_are_read_with_their_own_form(
    known: KnowledgeBase, gazetteer: Gazetteer, english: Listening
) -> None:
    found = named(EntityReader(english, known, gazetteer, recognisers({"ru"})), RUSSIAN, "ru")
    assert found["Лаврова"] == found["Сергей Лавров"] == "Сергей Лавров"
    assert (found["Ашрафом Гани"], found["Ташкенте"], found["МОСКВА"]) == ("Ашраф Гани", "Tashkent", "Moscow")
    assert found["Афганистана"] == "Afghanistan" and english.given == []


@pytest.mark.skipif(not russian.is_installed(), reason="requirements-russian.txt is not installed")
def test_an_ordinary_word_is_nobody(known: KnowledgeBase, gazetteer: Gazetteer, english: Listening) -> None:
    reader = EntityReader(english, known, gazetteer, recognisers({"ru"}))
    text = "Недействительный: билет. Ливерпуль выиграл. Об этом сообщил Замир Кабулов. Кабулов уехал."
    people = [
        one.name for one in reader.read([Part(text, language="ru")]).mentions[0] if one.kind == "person"
    ]
    assert people == ["Замир Кабулов"] * 2
