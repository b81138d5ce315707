"""What pages and wires print around a report goes, with its reason; no sentence of the report does."""

from __future__ import annotations

import pytest

from articles.reading.cleaning.boilerplate import clean, rules
from articles.reading.formats.plain_text import from_text
from articles.reading.reader import read_record
from articles.reading.report import BlockKind, Document
from articles.text import fold

FIRST = "The river rose again on Monday and the ministry moved four hundred families out of the lower town."
LAST = "The mayor said that the bridge would stay shut until the water had fallen by at least two metres."


def cleaned(*middle: str, after: tuple[str, ...] = ()) -> Document:
    return clean(from_text("\n\n".join((FIRST, *middle, LAST, *after))))


def reasons(document: Document) -> dict[str, str]:
    return {part.text: part.reason for part in document.removed}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leave a Reply", "comment form"),
        ("Your email address will not be published. Required fields are marked *", "comment form"),
        ("error: Content is protected !!", "copy protection"),
        ("Share this article", "share bar"),
        ("Facebook Twitter WhatsApp", "share bar"),
        ("Sign up for our newsletter and never miss a flood.", "newsletter box"),
        ("We use cookies to make this site work.", "cookie notice"),
        ("To continue reading, please log in.", "paywall notice"),
        ("READ MORE: Dam opened for the first time in ten years", "related links"),
        ("ADVERTISEMENT", "advertisement"),
        ("Slideshow (4 Images)", "page control"),
        ("© 2021 Valley Morning Star. All rights reserved.", "legal footer"),
        ("Copyright 2021 Valley Morning Star LLC", "legal footer"),
        ("3 years ago", "page control"),
        ("Follow @valleystar", "page control"),
        ("* * *", "ornament"),
    ],
)
def test_it_goes_wherever_it_stands(line: str, reason: str) -> None:
    assert reasons(cleaned(line))[line] == reason
    assert reasons(cleaned(after=(line,)))[line] == reason


@pytest.mark.parametrize("line", ["Author", "Comments", "ENDS", "(mh/kl)", "Reuter"])
def test_a_short_word_goes_only_at_the_edge(line: str) -> None:
    assert line in reasons(cleaned(after=(line,)))


@pytest.mark.parametrize(
    "sentence",
    [
        "He asked me to share this story with the whole town, and so I do.",
        "Cookies were handed out to the children who had been moved to the school.",
        "“Sign up,” she told the volunteers, and forty of them did within the hour.",
        "The copyright on the map, he said, had never been paid for by the province.",
        "“Leave a reply or leave the room,” the chairman told the silent minister.",
        "“Who opened the dam?”",
        "Advertisement spending fell by a third in the flooded districts, the chamber said.",
        "More than forty houses were lost: nobody had thought it possible.",
        "Watch towers along the river had warned of the wave at three in the morning.",
    ],
)
def test_a_sentence_of_the_report_stays(sentence: str) -> None:
    assert cleaned(sentence).removed == ()


def test_a_paragraph_printed_twice_is_kept_once_but_a_short_answer_may_stand_twice() -> None:
    document = cleaned(FIRST, "Q. Who opened the dam?", "No.", "Q. And the gate?", "No.")
    assert reasons(document) == {FIRST: "doubled line"}


def test_titles_under_a_heading_of_related_reports_go_with_it() -> None:
    document = cleaned(
        "Related stories", "Dam opened for the first time in years", "Mayor of lower town resigns over flood"
    )
    assert set(reasons(document).values()) == {"related links"} and len(document.removed) == 3


def test_a_headline_that_begins_like_a_link_stays_above_the_report() -> None:
    document = clean(from_text(f"Explainer: Why the river rose\n\n{FIRST}\n\n{LAST}"))
    assert document.removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "© AP Photo / Ada Moreno",
        "In this Monday, May 3, 2021 photo, families wait at the bridge",
        "Families wait at the bridge in the lower town, May 3, 2021. REUTERS/Ada Lee/File Photo",
        "Families wait at the bridge in the lower town on Monday. Photograph: Tom Berg/Valley Pictures",
        "Families wait at the bridge. (Photo by Ada Lee/Getty Images)",
        "Photo: Ada Moreno/Valley Morning Star",
        "Families wait at the bridge in the lower town. (AP Photo/Ada Moreno)",
        "File photo of the bridge in the lower town",
    ],
)
def test_captions_and_credits_are_no_body(line: str) -> None:
    kinds = {block.text: block.kind for block in cleaned(line).blocks}
    assert kinds[line] is BlockKind.CAPTION


def test_a_line_before_a_credit_is_its_caption() -> None:
    document = cleaned("Families waiting at the bridge in the lower town", "© Reuters / Ada Moreno")
    assert [block.kind for block in document.blocks[1:3]] == [BlockKind.CAPTION, BlockKind.CAPTION]


def test_a_last_sentence_with_its_agency_is_no_caption() -> None:
    assert cleaned("The water fell by night, officials said. (Reuters)").blocks[1].kind is BlockKind.PARAGRAPH


def test_a_short_line_between_paragraphs_is_a_subhead() -> None:
    assert cleaned("A wall of water").blocks[1].kind is BlockKind.SUBHEAD


def test_a_marked_note_is_a_footnote_only_when_its_mark_stands_in_the_text() -> None:
    note = "*The Lower Town League is banned in the upper town."
    marked = clean(from_text(f"{FIRST}\n\nThe League* denied it all on Monday evening.\n\n{LAST}\n\n{note}"))
    assert marked.blocks[-1].kind is BlockKind.FOOTNOTE
    assert cleaned(after=(note,)).blocks[-1].kind is BlockKind.PARAGRAPH


def test_the_end_mark_of_a_wire_is_cut_from_the_last_paragraph() -> None:
    source = f"FLOOD IN LOWER TOWN\n    {FIRST[:60]}\n{FIRST[60:]}        REUTER"
    document = clean(from_text(source))
    assert document.blocks[-1].text.endswith("lower town.")
    assert [(part.text, part.reason) for part in document.removed] == [("REUTER", "end mark")]


def test_every_phrase_is_written_as_the_fold_writes_it() -> None:
    for rule in rules():
        for phrase in (*rule.exact, *rule.starts, *rule.contains):
            assert fold(phrase) == phrase.strip(), phrase


@pytest.mark.parametrize(
    "caption",
    [
        "On the bridge, 27 May 2016. Photo: Tom Berg",
        "© Tom Berg, 27 May 2016",
        "In this May 27, 2016 photo, she crosses it.",
    ],
)
def test_the_day_of_a_picture_is_not_the_report_s(caption: str) -> None:
    text = "The river rose again, the ministry said, and four hundred families left the lower town before the evening."
    report = read_record({"text": f"River rises\n\n{caption}\n\n{text}\n\n{text[:-1]} came."})
    assert report.published == "" and [block.text for block in report.captions] == [caption]
