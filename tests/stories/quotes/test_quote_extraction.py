"""Speech is found with its speaker, its verb, its wording and its place, and broken quotation marks are said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.stories.quotes.name_occurrences import NameOccurrence
from articles.stories.quotes.quote_extraction import quotes
from tests.stories.conftest import WIRE


def said(text: str) -> list[tuple[str, str, str]]:
    return [(quote.speaker, quote.verb, quote.wording) for quote in quotes(text)]


@given(st.text(alphabet="aB .,“”\"'\nsid", max_size=80).map(lambda text: text.replace("sid", "said")))
@settings(max_examples=200, deadline=None)
def test_every_quote_says_where_it_stands(text: str):
    for quote in quotes(text):
        assert quote.wording == text[quote.start : quote.end]


def test_a_quote_goes_to_the_name_before_or_after_the_verb():
    assert said("“We will stay here for years,” Ole Berg said.") == [
        ("Ole Berg", "said", "We will stay here for years,")
    ]
    assert said("“We will stay here for years,” said Ole Berg.") == [
        ("Ole Berg", "said", "We will stay here for years,")
    ]


def test_an_office_between_name_and_verb_does_not_hide_the_speaker():
    assert said("“It is over for us,” said the skipper of the Runde, Jonas Hauge.")[0][0] != ""
    assert said("“It is over for us,” Jonas Hauge, a skipper from Runde, said.")[0][0] == "Jonas Hauge"


def test_he_added_goes_to_who_spoke_last():
    text = "“It is over for us,” Ole Berg said. He added that the nets were gone for good."
    assert said(text)[1] == ("Ole Berg", "added", "the nets were gone for good")


def test_she_is_the_one_whom_the_sentence_before_is_about():
    text = "“Enough of this talk,” Ole Berg said. Greta Lunde laughed at Berg’s plan. She said that it would fail soon."
    assert said(text)[1][0] == "Greta Lunde"


def test_speech_without_quotation_marks_is_indirect():
    (quote,) = quotes("Ole Berg said on Friday that the bridge would not open before autumn.")
    assert (quote.speaker, quote.direct, quote.wording) == (
        "Ole Berg",
        False,
        "the bridge would not open before autumn",
    )


def test_speech_before_its_speaker_is_indirect_too():
    (quote,) = quotes("The bridge would not open to any traffic before autumn, Ole Berg said on Friday.")
    assert quote.wording == "The bridge would not open to any traffic before autumn"


def test_according_to_names_a_source():
    assert said("According to Ole Berg, the bridge would not open before autumn.")[0][:2] == (
        "Ole Berg",
        "according to",
    )


def test_a_quote_of_several_sentences_is_one_quote():
    (quote,) = quotes("“The water came. We ran for our lives. Nobody was lost,” Ole Berg said.")
    assert quote.wording == "The water came. We ran for our lives. Nobody was lost,"


def test_a_word_in_quotation_marks_is_irony_and_no_quote():
    assert said("Ole Berg opened the “Green Bridge” in Moss.") == []


def test_a_quote_that_nobody_closed_is_flagged_and_ends_with_its_sentence():
    (quote,) = quotes("Ole Berg said: “The bridge will not open this year. The ferry runs on.")
    assert (quote.broken, quote.wording) == (True, "The bridge will not open this year.")


def test_an_opening_mark_in_the_place_of_a_closing_one_is_flagged():
    (quote,) = quotes("“We have waited for 42 years “ Ole Berg told reporters.")
    assert (quote.broken, quote.wording) == (True, "We have waited for 42 years")


def test_a_speech_over_two_paragraphs_is_not_broken():
    text = "“The bridge will not open this year.\n\n“The ferry will run on,” Ole Berg said."
    assert [quote.broken for quote in quotes(text)] == [False, False]


def test_states_and_claims_are_not_always_words_of_saying():
    assert (
        said(
            "Ole Berg met the leaders of the five Baltic States and heard their claims to the fishing grounds."
        )
        == []
    )


def test_a_quote_belongs_to_the_organisation_that_an_unknown_official_stands_for_to_nobody():
    text = "Ole Berg left. It was “a constructive and friendly meeting”, the ministry said."
    assert quotes(text)[0].speaker == ""


def named(text: str, **kinds: str) -> list[NameOccurrence]:
    """Each name (with _ for a space) at its first place, of its kind."""
    names = [(name.replace("_", " "), kind) for name, kind in kinds.items()]
    return [
        NameOccurrence(text.index(name), text.index(name) + len(name), name, kind) for name, kind in names
    ]


@pytest.mark.parametrize(
    ("text", "kinds", "speaker"),
    [
        ("“The pumps were sound,” Halvorsen Mining said.", {"Halvorsen_Mining": "org"}, "Halvorsen Mining"),
        ("The pumps were sound that night, Reuters reported.", {"Reuters": "org"}, "Reuters"),
        (
            "A spokesman for Halvorsen Mining said the pumps were sound.",
            {"Halvorsen_Mining": "org"},
            "Halvorsen Mining",
        ),
        ("Oslo said it would send a ship to the Cape.", {"Oslo": "place"}, "Oslo"),
        ("A witness in Oslo said the pumps had stopped by nine.", {"Oslo": "place"}, ""),
        ("The pumps were sound that night, officials said.", {}, ""),
        (
            "Ole Berg, the mayor of Oslo, said the pumps were sound.",
            {"Ole_Berg": "person", "Oslo": "place"},
            "Ole Berg",
        ),
        ("Ole Berg of Oslo said the pumps were sound.", {"Ole_Berg": "person", "Oslo": "place"}, "Ole Berg"),
        (
            "“We left the pit at nine,” said veteran union man Ole Berg, who is 60.",
            {"Ole_Berg": "person"},
            "Ole Berg",
        ),
    ],
)
def test_the_subject_of_the_word_of_saying_speaks(text, kinds, speaker):
    (quote,) = quotes(text, named(text, **kinds))
    assert quote.speaker == speaker


def test_an_office_means_whoever_was_called_so():
    text = "Mayor Greta Lunde met Ole Berg. “It is a poor deal for us,” the mayor said."
    (quote,) = quotes(text, named(text, Greta_Lunde="person", Ole_Berg="person"))
    assert quote.speaker == "Greta Lunde"


def test_the_group_is_whoever_was_named_last_and_a_full_name_is_a_name():
    text = "Halvorsen Mining met the union. “It is a poor deal for us,” the company said."
    assert quotes(text, named(text, Halvorsen_Mining="org"))[0].speaker == "Halvorsen Mining"
    text = "It was “a long and useful meeting”, the Norwegian energy ministry said."
    assert quotes(text, named(text))[0].speaker == "Norwegian energy ministry"


def test_an_official_whom_nobody_names_is_not_the_one_who_spoke_before():
    text = (
        "“We left the pit at nine,” Ole Berg said. “Not all of them did,” a second official said. "
        "He added that one miner was lost."
    )
    assert [quote.speaker for quote in quotes(text, named(text, Ole_Berg="person"))] == ["Ole Berg", "", ""]


def test_adding_that_is_said_by_who_said_what_stands_before():
    text = "“We left the pit at nine,” Ole Berg said, adding that Greta Lunde had stayed behind."
    found = quotes(text, named(text, Ole_Berg="person", Greta_Lunde="person"))
    assert [(quote.speaker, quote.verb) for quote in found] == [("Ole Berg", "said"), ("Ole Berg", "adding")]


def test_a_speech_without_a_word_of_saying_goes_on_with_the_same_speaker():
    text = "“We left the pit at nine,” Ole Berg told Reuters. “Nobody rang for us.”"
    found = quotes(text, named(text, Ole_Berg="person", Reuters="org"))
    assert [quote.speaker for quote in found] == ["Ole Berg", "Ole Berg"]


def test_what_nobody_said_is_no_quote():
    assert said("Ole Berg would not say that the bridge was safe.") == []
    assert said("Ole Berg declined to say who had paid for the bridge.") == []


def test_that_behind_a_comma_takes_up_what_stands_before_it():
    text = "It was the ferry, Ole Berg argued, that let the port live on through the winter."
    assert said(text) == [("Ole Berg", "argued", text[:-1])]


def test_the_title_of_a_programme_is_no_quote():
    assert [
        wording for _, _, wording in said("“We go on as before,” Ole Berg said on “Meet the Captains.”")
    ] == ["We go on as before,"]


@pytest.mark.parametrize(("opened", "closed"), ["‘’", "''", "«»", ("``", "''"), "“”", '""'])
def test_every_style_of_quotation_marks_is_read(opened, closed):
    (quote,) = quotes(f"{opened}We don’t go on like this,{closed} Ole Berg said.")
    assert (quote.direct, quote.speaker, quote.wording) == (True, "Ole Berg", "We don’t go on like this,")


def test_known_persons_give_their_full_names():
    text = "“It is over for us,” Berg said."
    start = text.index("Berg")
    assert quotes(text, [NameOccurrence(start, start + 4, "Ole Berg")])[0].speaker == "Ole Berg"


def test_the_wire_report_quotes_the_mayor_and_the_minister():
    direct = [(quote.speaker, quote.verb) for quote in quotes(WIRE) if quote.direct]
    assert direct == [("Ingrid Falkenberg", "told"), ("Tomas Brandvik", "said")]


def test_a_seed_rewrite_loses_quotation_marks_that_the_other_has(seeds: Path):
    first, second = (path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))[:2])
    assert sum(quote.direct for quote in quotes(first)) > sum(quote.direct for quote in quotes(second))
    assert [quote.broken for quote in quotes(first)].count(True) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“" * 20_000,
        '"a ' * 20_000,
        "said that " * 10_000,
        "Ab said, " * 8_000,
        "Ab called “x” " * 3_000,
        "Ab and " * 8_000 + "said that",
        "According to Ab, a b, " * 4_000,
        "said in -- a -- that " * 4_000,
        "“Never!” — Ab Cd " * 3_000,
        "Ab, who " * 8_000 + "said",
    ],
)
def test_hostile_text_is_read_in_reasonable_time(text: str):
    quotes(text)
