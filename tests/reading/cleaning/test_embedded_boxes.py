"""Boxes that a page embeds in its report are kept aside with their reason, and nothing else is."""

from __future__ import annotations

import pytest

from articles.reading.cleaning.embedded_boxes import embedded_box
from articles.reading.reader import read_record
from articles.reading.report import Report

PROSE = "The river rose again on Monday and the ministry moved four hundred families out of the lower town, it said."


def report(*lines: str) -> Report:
    return read_record({"text": "\n\n".join(lines)})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("JUST WATCHED Ferry returns Replay More Videos ... MUST WATCH Ferry returns 01:33", "video box"),
        (
            "JUST WATCHED One Replay More Videos ... MUST WATCH One 00:47 JUST WATCHED Two",
            "video box",
        ),
        (
            "Photos: The flood The river at Northgate. Hide Caption 1 of 30 Photos: A bridge.",
            "photo gallery",
        ),
        ("Ada Moreno opens the new pier at Northgate. Hide Caption 30 of 30", "photo gallery"),
        ("River rises again: four hundred families moved from lower town Read more", "related links"),
        ("Those who want to know how it ends will have to read more.", ""),
        ("“Hide caption”, the button said, and she did.", ""),
        (PROSE, ""),
    ],
)
def test_a_box_is_told_by_its_words(text: str, reason: str) -> None:
    assert embedded_box(text) == reason


def test_a_box_of_links_behind_a_name_is_cut_out_of_its_sentence() -> None:
    glued = (
        "Minister Ada Moreno Ada Maria MorenoOvernight Rivers: Families moved | Dams checked The Morning Report - "
        "Flood in Northgate MORE (N-Valley) said the river would fall. So did Tom Lee Thomas LeeRiver falls "
        "MORE, her deputy."
    )
    read = report(PROSE, glued)
    assert read.paragraphs[-1].text == (
        "Minister Ada Moreno (N-Valley) said the river would fall. So did Tom Lee, her deputy."
    )
    cut = [part.text for part in read.removed if part.reason == "related links"]
    assert [text.split()[0] for text in cut] == ["Ada", "Thomas"] and all(
        text.endswith("MORE") for text in cut
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom McLee wants MORE of it, and DeVries wants less, he told the council of Northgate at noon on Monday.",
        "The YouTube channel of the ministry needs MORE viewers, it said in the yearly report that it gave to reporters.",
    ],
)
def test_capitals_inside_of_names_are_no_glue(sentence: str) -> None:
    assert report(PROSE, sentence).paragraphs[-1].text == sentence


def test_a_dateline_behind_a_closed_caption_is_read() -> None:
    read = report(
        "River rises", "CLOSE The pier of Northgate at noon. WIRE", f"KABUL, July 8 (Reuters) - {PROSE}"
    )
    assert read.dateline is not None and read.dateline.place == "Kabul"
    assert [block.text[:5] for block in read.captions] == ["CLOSE"]
