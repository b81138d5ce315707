"""The line that closes a report: who reported, who contributed, and from where."""

from __future__ import annotations

import pytest

from articles.reading.metadata.sign_off import find_sign_off
from articles.reading.reader import read_record


@pytest.mark.parametrize(
    ("line", "names", "contributors", "places"),
    [
        ("Lee reported from Mashhad, Iran.", ["Lee"], [], {"Lee": "Mashhad"}),
        ("Lee reported from Washington, D.C.", ["Lee"], [], {"Lee": "Washington"}),
        (
            "Lee reported from Los Angeles, Berg from St. Louis.",
            ["Lee", "Berg"],
            [],
            {"Lee": "Los Angeles", "Berg": "St. Louis"},
        ),
        (
            "Ruiz reported from Kabul, Afghanistan, and Lee from Doha, Qatar.",
            ["Ruiz", "Lee"],
            [],
            {"Ruiz": "Kabul", "Lee": "Doha"},
        ),
        (
            "Ada Lee reported from Pristina, Kosovo; Tom Berg from Skopje, North Macedonia.",
            ["Ada Lee", "Tom Berg"],
            [],
            {"Ada Lee": "Pristina", "Tom Berg": "Skopje"},
        ),
        (
            "Tom Ruiz in Kabul, Afghanistan, and Ada Lee in Moscow contributed to this report.",
            [],
            ["Tom Ruiz", "Ada Lee"],
            {"Tom Ruiz": "Kabul", "Ada Lee": "Moscow"},
        ),
        (
            "___ Lee reported from Bogota, Colombia. AP Writer Tom Berg in Caracas, Venezuela, contributed.",
            ["Lee"],
            ["Tom Berg"],
            {"Lee": "Bogota", "Tom Berg": "Caracas"},
        ),
        (
            "AP writers Ada Lee in Austin, Texas; Tom Berg in Geneva; and Mia Roth in Lagos, Nigeria, contributed.",
            [],
            ["Ada Lee", "Tom Berg", "Mia Roth"],
            {"Ada Lee": "Austin", "Tom Berg": "Geneva", "Mia Roth": "Lagos"},
        ),
        (
            "Ada Lee reported from Kabul, and Tom Berg from Bonn. Mia Roth contributed reporting from Brussels.",
            ["Ada Lee", "Tom Berg"],
            ["Mia Roth"],
            {"Ada Lee": "Kabul", "Tom Berg": "Bonn", "Mia Roth": "Brussels"},
        ),
        ("VTN's Ada Lee and Tom Berg contributed to this story.", [], ["Ada Lee", "Tom Berg"], {}),
        (
            "Ada Lee of The Valley Star contributed to this report from Doha.",
            [],
            ["Ada Lee"],
            {"Ada Lee": "Doha"},
        ),
        ("Contributing: Ada Lee, The Associated Press", [], ["Ada Lee"], {}),
        ("(Reporting by Ada Lee and Tom Berg; Editing by Mia Roth)", ["Ada Lee", "Tom Berg"], [], {}),
        ("(Reporting By Ada Lee; Writing by Max Ott; Editing By Tom Berg)", ["Ada Lee"], [], {}),
        (
            "(Reporting by Ada Lee in Peshawar, Pakistan; writing by Tom Berg; editing by Mia Roth)",
            ["Ada Lee"],
            [],
            {"Ada Lee": "Peshawar"},
        ),
        (
            "Reporting by Ada Lee, Tom Berg in Dushanbe, Tajikistan, and Mia Roth in Bonn; Editing by Max Ott",
            ["Ada Lee", "Tom Berg", "Mia Roth"],
            [],
            {"Tom Berg": "Dushanbe", "Mia Roth": "Bonn"},
        ),
        (
            "Reporting and writing by Ada Lee; additional reporting by Tom Berg in Doha; editing by Mia Roth",
            ["Ada Lee"],
            ["Tom Berg"],
            {"Tom Berg": "Doha"},
        ),
        ("Additional reporting by Ada Lee in Berlin", [], ["Ada Lee"], {"Ada Lee": "Berlin"}),
        ("Writing by Ada Lee; Editing by Tom Berg", ["Ada Lee"], [], {}),
        (
            "This story was reported by Ada Lee in Goma, Democratic Republic of Congo.",
            ["Ada Lee"],
            [],
            {"Ada Lee": "Goma"},
        ),
    ],
)
def test_a_closing_line_tells_who_reported_who_contributed_and_where(
    line: str, names: list[str], contributors: list[str], places: dict[str, str]
) -> None:
    found = find_sign_off(line)
    assert found is not None
    assert (list(found.names), list(found.contributors), found.places) == (names, contributors, places)


@pytest.mark.parametrize(
    "line",
    [
        "The Associated Press contributed to this report.",
        "The minister reported from Kabul that the road was open.",
        "Officials in Kabul, Afghanistan, said the road was open.",
        "Lee reported from the front line for three weeks before the town fell.",
        "He contributed to this report by the commission, the judge wrote.",
        "Edited by Ada Lee",
        "Follow Ada Lee on Twitter.",
        "Ada Lee reported from Kabul. The town fell on Monday.",
    ],
)
def test_a_sentence_of_the_report_is_no_sign_off(line: str) -> None:
    assert find_sign_off(line) is None


def test_who_only_contributed_is_not_made_the_author() -> None:
    text = "River rises\n\nThe river rose again on Monday, the ministry said, and four hundred families left the town.\n\n"
    assert read_record({"text": f"{text}Ada Lee in Bonn contributed to this report."}).byline == ()
    assert read_record({"text": f"{text}Ada Lee in Bonn contributed to this report."}).reporters == {
        "Ada Lee": "Bonn"
    }
    assert read_record({"text": f"{text}(Reporting by Ada Lee; Editing by Tom Berg)"}).byline == ("Ada Lee",)
