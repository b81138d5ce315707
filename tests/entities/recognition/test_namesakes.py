"""Who is meant by a name of one word, where an article has several people of one surname, titles, and names of the world."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind
from tests.entities.conftest import Told

CASES = (
    # two people of one surname: the nearest before, unless a first name or a title tells
    (
        "Hamid Karzai met elders in Kandahar. Karzai thanked them. His brother Ahmed Wali Karzai led the provincial "
        "council. Ahmed Wali Karzai was shot in 2011, and Hamid Karzai wept.",
        [("Karzai", "Hamid Karzai")],
    ),
    (
        "Bill Clinton spoke in Reno. Mr. Clinton was cheered. Hillary Clinton spoke in Chicago. Mrs. Clinton left early.",
        [("Clinton", "Bill Clinton"), ("Clinton", "Hillary Clinton")],
    ),
    (
        "Hillary Clinton and Bill Clinton flew home. Mr. Clinton waved, and Mrs. Clinton smiled.",
        [("Clinton", "Bill Clinton"), ("Clinton", "Hillary Clinton")],
    ),
    (
        "Peter Lindgren and his wife, Anna Lindgren, went to court. Mrs. Lindgren denied it; Mr. Lindgren did not.",
        [("Lindgren", "Anna Lindgren"), ("Lindgren", "Peter Lindgren")],
    ),
    (
        "The elder son, Mark Okello, lives in Gulu. Grace Okello, his sister, teaches. Grace said that Mark was well.",
        [("Grace", "Grace Okello"), ("Mark", "Mark Okello")],
    ),
    # titles
    ("President Ashraf Ghani arrived in Doha on Sunday. Mr. Ghani made no comment.", [("Ghani", "Ashraf Ghani")]),
    ("Ghani, the Afghan president, left Kabul. Ashraf Ghani had led since 2014.", [("Ghani", "Ashraf Ghani")]),
    ("Dr. Amina Yusuf treated the wounded in Maiduguri. Dr. Yusuf had slept an hour.", [("Yusuf", "Amina Yusuf")]),
    ("Gen. Mark Milley testified in Washington. Milley was asked about Kabul.", [("Milley", "Mark Milley")]),
    # other spellings inside one article
    ("Sergei Lavrov landed in Ankara. Later Sergey Lavrov met reporters.", [("Sergey Lavrov", "Sergei Lavrov")]),
    (
        "Mohammad Javad Zarif flew to Vienna. A spokesman said Mohammed Javad Zarif would stay two days.",
        [("Mohammed Javad Zarif", "Mohammad Javad Zarif")],
    ),
    # generations
    (
        "Martin Luther King Jr. was born in Atlanta, Georgia. King preached there with his father.",
        [("King", "Martin Luther King Jr.")],
    ),
    ("Robert F. Kennedy Jr. held a rally in Boston. Kennedy spoke for an hour.", [("Kennedy", "Robert F. Kennedy Jr.")]),
    # initials
    ("J. K. Rowling opened a library in Edinburgh. Rowling signed books.", [("Rowling", "J. K. Rowling")]),
    ("J.K. Rowling opened a library in Edinburgh. Rowling signed books.", [("Rowling", "J.K. Rowling")]),
    # family name first
    ("Xi Jinping received the guests in Beijing. Xi said that China was ready.", [("Xi", "Xi Jinping")]),
    ("Kim Jong-un inspected the plant near Wonsan. Kim praised the workers.", [("Kim", "Kim Jong Un")]),
    ("Kim Jong Un inspected the plant near Wonsan. Kim praised the workers.", [("Kim", "Kim Jong Un")]),
    ("Moon Jae-in called the leaders of his party in Seoul. Moon was said to be tired.", [("Moon", "Moon Jae-in")]),
    ("Nguyen Phu Trong spoke in Hanoi. Trong said that Vietnam would wait.", [("Trong", "Nguyen Phu Trong")]),
    # two surnames, hyphens, articles
    (
        "Andrés Manuel López Obrador spoke in Mexico City. López Obrador said the army would stay.",
        [("López Obrador", "Andrés Manuel López Obrador")],
    ),
    ("Pedro Sánchez Castejón met reporters in Madrid. Sánchez left at noon.", [("Sánchez", "Pedro Sánchez Castejón")]),
    ("Jean-Claude Juncker spoke in Brussels. Juncker was late.", [("Juncker", "Jean-Claude Juncker")]),
    ("Sara Lindqvist-Moe won in Bergen. Lindqvist-Moe thanked her team.", [("Lindqvist-Moe", "Sara Lindqvist-Moe")]),
    ("Bashar al-Assad spoke in Damascus. Assad said that Syria was calm.", [("Assad", "Bashar al-Assad")]),
    ("Bashar al-Assad spoke in Damascus. Al-Assad said that Syria was calm.", [("Al-Assad", "Bashar al-Assad")]),
    ("Ursula von der Leyen flew to Kyiv. Von der Leyen met its mayor.", [("Von der Leyen", "Ursula von der Leyen")]),
    ("Luiz Inácio Lula da Silva met reporters in Brasília. Lula was late.", [("Lula", "Luiz Inácio Lula da Silva")]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_short_name_is_the_person_of_the_article(
    told: Told, text: str, meant: list[tuple[str, str]]
) -> None:
    said = [(one.surface, one.name) for one in told.read(text).mentions[0] if one.kind is Kind.PERSON]
    short = {surface for surface, _ in meant}
    assert [one for one in said if one[0] in short] == meant


def test_a_family_named_in_the_plural_is_nobody_in_particular(told: Told) -> None:
    text = "Barbara Bush and George Bush lived in Houston. The Bushes gave to the library."
    assert "Bushes" not in {one.surface for one in told.read(text).mentions[0] if one.name != "Bushes"}
