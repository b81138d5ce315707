"""Forms of names in a sentence, written from knowledge of each language."""

from __future__ import annotations

import pytest

from articles.entities.languages.inflections import forms


@pytest.mark.parametrize(
    ("language", "name", "met"),
    [
        ("ru", "Россия", "России Россию Россией"),
        ("ru", "Украина", "Украины Украине Украину Украиной"),
        ("ru", "Афганистан", "Афганистана Афганистану Афганистаном Афганистане"),
        ("ru", "Израиль", "Израиля Израилю Израилем Израиле"),
        ("ru", "Сибирь", "Сибири Сибирью"),
        ("ru", "Лавров", "Лаврова Лаврову Лавровым Лаврове"),
        ("ru", "Захарова", "Захаровой Захарову"),
        ("ru", "Шойгу", "Шойгу"),
        ("ru", "Нидерланды", "Нидерландов Нидерландам Нидерландами Нидерландах"),
        ("ru", "Филиппины", "Филиппин Филиппинами"),
        ("ru", "США", "США"),
        ("uk", "Україна", "України Україні Україну Україною"),
        ("uk", "Росія", "Росії Росію Росією"),
        ("uk", "Америка", "Америки Америці Америку Америкою"),
        ("pl", "Polska", "Polski Polsce Polskę Polską"),
        ("pl", "Rosja", "Rosją"),
        ("pl", "Iran", "Iranu Iranem Iranie"),
        ("de", "Russland", "Russlands"),
        ("ar", "العراق", "والعراق بالعراق للعراق"),
        ("he", "רוסיה", "ברוסיה לרוסיה ורוסיה"),
        ("fa", "روسیه", "روسیه"),
    ],
)
def test_a_name_has_the_forms_of_its_language(language: str, name: str, met: str) -> None:
    assert set(met.split()) <= set(forms(name, language))


def test_the_words_of_a_name_are_inflected_together() -> None:
    found = forms("Саудовская Аравия", "ru")
    assert {"Саудовской Аравии", "Саудовскую Аравию", "Саудовской Аравией"} <= set(found)
    assert "Саудовской Аравию" not in found


def test_a_language_without_rules_leaves_a_name_alone() -> None:
    assert forms("Россия", "bg") == ("Россия",)
