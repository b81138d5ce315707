"""Plain text: folding, words and sentences."""

from articles.text import fold, sentences, words


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_spellings_of_a_name_meet_under_one_key():
    assert fold("Hērat") == fold("HERAT") == "herat"
    assert fold("Tehreek-e-Taliban") == fold("tehreek e taliban")


def test_words_keep_their_apostrophes_and_know_their_place():
    text = "“It’s al-Qaeda’s,” he said"
    assert [text[a:b] for a, b in words(text)] == ["It’s", "al", "Qaeda’s", "he", "said"]


def test_abbreviations_and_initials_end_no_sentence():
    assert said("Gen. J. Smith met Mr. Ghani on Sept. 3. They spoke.") == [
        "Gen. J. Smith met Mr. Ghani on Sept. 3.",
        "They spoke.",
    ]


def test_a_country_abbreviation_inside_a_sentence_does_not_split_it():
    assert said("The U.S. Embassy closed. Staff left.") == ["The U.S. Embassy closed.", "Staff left."]


def test_a_closing_quotation_mark_belongs_to_its_sentence():
    assert said("“We left.” He did not.") == ["“We left.”", "He did not."]


def test_a_blank_line_always_parts_sentences():
    assert said("A headline without a stop\n\nThe body.") == ["A headline without a stop", "The body."]
