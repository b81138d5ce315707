"""The language of a report: stated, read from its words, or unknown."""

from __future__ import annotations

import pytest

from articles.reading.metadata.language import LANGUAGES, READ, STATED, language_names, language_of
from articles.reading.reader import read_record

SENTENCES = {
    "ar": "قال وزير الخارجية يوم الجمعة إن القوات الأجنبية ستغادر البلاد قبل نهاية شهر أغسطس.",
    "de": "Der Außenminister sagte am Freitag, die ausländischen Truppen würden das Land bis Ende August verlassen.",
    "en": "The foreign minister said on Friday that the troops would leave the country before the end of August.",
    "es": "El ministro de Exteriores dijo el viernes que las tropas saldrían del país antes de finales de agosto.",
    "fa": "وزیر امور خارجه روز جمعه گفت که نیروهای خارجی پیش از پایان ماه اوت کشور را ترک خواهند کرد.",
    "fr": "Le ministre des Affaires étrangères a dit vendredi que les troupes quitteraient le pays avant fin août.",
    "it": "Il ministro degli Esteri ha detto venerdì che le truppe lasceranno il paese entro la fine di agosto.",
    "ps": "د بهرنیو چارو وزیر د جمعې په ورځ وویل چې بهرني ځواکونه به د اګست تر پایه له هېواده ووځي.",
    "ru": "Министр иностранных дел заявил в пятницу, что иностранные войска покинут страну до конца августа.",
    "uk": "Міністр закордонних справ заявив у п’ятницю, що іноземні війська залишать країну до кінця серпня.",
    "zh": "外交部长星期五表示，外国军队将在八月底之前撤离该国，并呼吁各方尽快恢复和平谈判。",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert language_of(SENTENCES[code]).code == code


@pytest.mark.parametrize("text", ["", "KABUL, 9.7.", "12 345 678", "Lavrov – Ghani"])
def test_too_few_words_tell_none(text: str) -> None:
    assert language_of(text).code == ""


def test_a_short_text_is_believed_to_be_what_its_source_says() -> None:
    found = language_of(SENTENCES["es"], "pt-PT")
    assert (found.code, found.rule) == ("pt", STATED)


def test_a_long_text_is_not_believed_to_be_what_a_template_says() -> None:
    found = language_of(" ".join([SENTENCES["ru"]] * 3), "en-US")
    assert found.code == "ru" and found.rule.startswith(READ) and "“en”" in found.rule


def test_a_language_that_the_detector_does_not_know_is_left_to_its_source() -> None:
    assert language_of(" ".join([SENTENCES["de"]] * 3), "lb").code == "lb"


def test_a_report_has_its_language_with_the_evidence() -> None:
    text = f"МОСКВА, 9 июля. /ТАСС/. {SENTENCES['ru']}"
    report = read_record({"text": text})
    assert report.language == "ru"
    assert (report.evidence["language"].text, report.evidence["language"].rule) == ("МОСКВА,", READ)


def test_a_page_that_states_its_language_shows_where() -> None:
    body = "".join(f"<p>{SENTENCES['fr']}</p>" for _ in range(3))
    report = read_record(
        {"html": f"<html lang='fr-FR'><body><article><h1>Titre</h1>{body}</article></body></html>"}
    )
    assert report.language == "fr" and "fr-FR" in report.evidence["language"].text


def test_every_language_has_a_name_in_english() -> None:
    assert [code for code in LANGUAGES if language_names(code) == (code,)] == []
