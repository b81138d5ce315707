"""What the articles of one report say of where it comes from is put together, likely kept apart from stated."""

from __future__ import annotations

from articles.stories.sources.common_source import Sources, Witness, sources
from articles.stories.sources.provenance import origins

TOLD = "“We left at nine,” Berg told The Associated Press. It rained, Interfax reported."


def found(*texts: tuple[str, str, str]) -> Sources:
    """Outlet, agency tag and body of each article."""
    return sources(
        [
            Witness(number, outlet, agency, origins(body))
            for number, (outlet, agency, body) in enumerate(texts, 1)
        ]
    )


def test_a_tag_states_the_source_of_the_text():
    (one,) = found(("Herald", "Reuters", "It rained."), ("Mirror", "", "It poured.")).text
    assert (one.name, one.stated, one.articles) == ("Reuters", True, 1)
    assert [(sign.article, sign.rule) for sign in one.signs] == [(1, "agency tag")]


def test_what_someone_told_an_agency_in_two_rewrites_makes_it_their_likely_source():
    (one,) = found(("Herald", "", TOLD), ("Mirror", "", "At nine they left, Berg told the AP.")).text
    assert (one.name, one.stated, one.articles) == ("Associated Press", False, 2)
    assert one.signs[1].evidence == "told the AP"


def test_a_medium_that_is_only_quoted_is_no_source_of_the_text():
    result = found(
        ("Herald", "", "It rained, Interfax reported."), ("Mirror", "", "Rain fell, Interfax reported.")
    )
    assert result.text == ()
    assert [(one.name, one.articles) for one in result.statements] == [("Interfax", 2)]


def test_one_article_alone_that_names_whom_someone_told_has_no_likely_source():
    assert found(("Herald", "", TOLD)).text == ()


def test_the_article_that_the_named_medium_printed_itself_is_a_sign_of_it():
    (one,) = found(
        ("Sandmouth Times", "", "Berg told the Sandmouth Times that it was over."),
        ("Mirror", "", "It was over, Berg told the Sandmouth Times."),
    ).text
    assert one.name == "Sandmouth Times"
    assert (1, "its own article") in [(sign.article, sign.rule) for sign in one.signs]


def test_a_sign_off_names_reporters_and_leaves_the_likely_agency_standing():
    signed = f"{TOLD} Lunde reported from Bergen."
    result = found(("Herald", "", signed), ("Mirror", "", TOLD))
    assert [(one.name, one.stated) for one in result.text] == [("Lunde", True), ("Associated Press", False)]


def test_a_picture_credit_is_kept_apart():
    result = found(("Herald", "", "It rained. AP Photo / Ole Berg"))
    assert result.text == ()
    assert len(result.pictures) == 1


def test_a_tag_wins_over_what_is_only_likely():
    assert [one.name for one in found(("Herald", "Reuters", TOLD), ("Mirror", "", TOLD)).text] == ["Reuters"]
