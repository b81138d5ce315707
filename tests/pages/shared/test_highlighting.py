"""Marking mentions, datelines and note signs in an article's paragraphs."""

from __future__ import annotations

from articles.pages.shared.highlighting import MarkedText, Naming, Piece, mark_body


def naming(text: str, surface: str, kind: str = "person", role: str = "mention", entity: int = 1) -> Naming:
    start = text.index(surface)
    return Naming(start, start + len(surface), kind, role, surface, "/x/", entity)


def marked(block: MarkedText) -> list[str]:
    return [piece.text for piece in block.pieces if piece.naming]


def test_namings_count_in_the_paragraphs_joined_by_a_blank_line() -> None:
    texts = ["Brandt spoke.", "Then Calloway did."]
    whole = "\n\n".join(texts)
    blocks = mark_body(
        [("paragraph", text) for text in texts], [naming(whole, "Calloway"), naming(whole, "Brandt")]
    )
    assert [marked(block) for block in blocks] == [["Brandt"], ["Calloway"]]


def test_a_naming_over_the_edge_of_a_paragraph_marks_nothing() -> None:
    blocks = mark_body(
        [("paragraph", "abc"), ("paragraph", "def")], [Naming(2, 7, "org", "mention", "x", "/x/", 1)]
    )
    assert [marked(block) for block in blocks] == [[], []]


def test_a_place_in_the_dateline_is_both() -> None:
    text = "OSLO, May 2 (NWA) - Rain fell."
    [block] = mark_body(
        [("paragraph", text)], [naming(text, "OSLO", "place", "dateline")], dateline="OSLO, May 2 (NWA) -"
    )
    assert [(piece.text, piece.dateline) for piece in block.pieces] == [
        ("OSLO", True),
        (", May 2 (NWA) -", True),
        (" Rain fell.", False),
    ]


def test_an_entity_is_first_once_a_paragraph() -> None:
    text = "Brandt and Brandt"
    both = [
        Naming(0, 6, "person", "mention", "Brandt", "/x/", 1),
        Naming(11, 17, "person", "mention", "Brandt", "/x/", 1),
    ]
    blocks = mark_body([("paragraph", text)], both)
    assert [piece.first for piece in blocks[0].pieces if piece.naming] == [True, False]


def test_a_star_behind_a_word_leads_to_the_footnote_that_opens_with_it() -> None:
    [block] = mark_body(
        [("paragraph", "The Line* paid 2 * 3 crowns.")], [], notes=["no sign", "*Fined before."]
    )
    assert [piece for piece in block.pieces if piece.note] == [Piece("*", note=2)]


def test_stars_are_only_stars_where_no_footnote_has_them() -> None:
    [block] = mark_body([("paragraph", "The Line* paid.")], [])
    assert [piece.text for piece in block.pieces] == ["The Line* paid."]


def test_a_metonym_and_a_nationality_are_said_to_be_what_they_are() -> None:
    assert naming("Oslo accuses", "Oslo", "place", "metonym").says == "place, for its government"
    assert naming("Norwegian", "Norwegian", "place", "demonym").says == "nationality"


def test_where_a_naming_of_a_day_begins_there_is_a_place_to_lead_to() -> None:
    texts = [("paragraph", "Rain fell."), ("paragraph", "On Friday night it fell.")]
    _, block = mark_body(texts, [], days=[(15, 27)])
    assert [(piece.text, piece.day) for piece in block.pieces] == [
        ("On ", 0),
        ("Friday night", 1),
        (" it fell.", 0),
    ]
