"""Bytes become characters, and what was mended is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.decode import decode, tidy
from articles.reading.report import BadRecord

SENTENCE = "Señor Müller’s café in Kraków charged £4 – “too much”, he said."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


def test_what_is_no_utf8_and_declares_nothing_is_read_as_windows_1252() -> None:
    decoded = decode("He said “naïve” – and left.".encode("cp1252"))
    assert decoded.text == "He said “naïve” – and left."
    assert decoded.encoding == "cp1252" and decoded.warnings == ("not UTF-8: read as cp1252",)


INVENTED = {
    "cp1251": "Совет Порт-Линдена решил сохранить ночной паром ещё на один год, сообщила газета в четверг.",
    "koi8-r": "Совет Порт-Линдена решил сохранить ночной паром ещё на один год, сообщила газета в четверг.",
    "iso8859-5": "Совет Порт-Линдена решил сохранить ночной паром ещё на один год, сообщила газета в четверг.",
    "cp1250": "Rada miasta zdecydowała, że nocny prom będzie pływał jeszcze rok, podała w czwartek gazeta.",
    "iso8859-2": "Rada miasta zdecydowała, że nocny prom będzie pływał jeszcze rok, podała w czwartek gazeta.",
    "cp1254": "Belediye meclisi gece vapurunun bir yıl daha çalışmasına karar verdi, gazete perşembe günü yazdı.",
    "cp1253": "Το συμβούλιο της πόλης αποφάσισε να κρατήσει το νυχτερινό πλοίο για έναν ακόμη χρόνο.",
    "cp1255": "מועצת העיר החליטה להשאיר את מעבורת הלילה לשנה נוספת, כך דיווח העיתון ביום חמישי.",
    "cp1256": "قرر مجلس المدينة الإبقاء على العبارة الليلية لعام آخر، حسبما ذكرت الصحيفة يوم الخميس.",
    "shift_jis": "市議会は木曜日、夜間フェリーをもう一年続けることを決めたと地元の新聞が伝えた。",
    "euc-jp": "市議会は木曜日、夜間フェリーをもう一年続けることを決めたと地元の新聞が伝えた。",
    "iso2022_jp": "市議会は木曜日、夜間フェリーをもう一年続けることを決めたと地元の新聞が伝えた。",
    "euc-kr": "시의회는 목요일에 야간 여객선을 일 년 더 운항하기로 결정했다고 지역 신문이 전했다.",
    "gb18030": "市议会周四决定将夜间渡轮再保留一年，当地报纸报道说，居民对此表示欢迎。",
    "big5": "市議會週四決定將夜間渡輪再保留一年，當地報紙報導說，居民對此表示歡迎。",
    "cp1252": "Le conseil a décidé de garder le bac de nuit un an de plus, a rapporté le journal « à l’été ».",
}


@pytest.mark.parametrize("encoding", INVENTED)
def test_a_text_that_declares_nothing_is_read_in_its_encoding(encoding: str) -> None:
    decoded = decode(INVENTED[encoding].encode(encoding))
    assert decoded.text == INVENTED[encoding]
    assert decoded.warnings[0].startswith("not UTF-8: read as ")


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    text = INVENTED["cp1251"] * 20
    data = bytearray(text.encode("cp1251"))
    data[100] = 0x98  # stands for nothing in this table
    page = b"<html><meta charset=windows-1251><p>" + bytes(data)
    decoded = decode(page)
    assert decoded.encoding == "cp1251" and decoded.text.count("\ufffd") == 1
    assert "1 bytes could not be read as cp1251" in decoded.warnings


def test_a_declaration_that_the_bytes_contradict_is_not_believed() -> None:
    page = f"<html><meta charset='shift_jis'><p>{INVENTED['cp1251'] * 5}</p></html>"
    assert INVENTED["cp1251"] in decode(page.encode("cp1251")).text


def test_a_page_s_declared_charset_is_believed_when_it_is_no_utf8() -> None:
    page = "<!doctype html><meta charset='koi8-r'><p>Москва, 8 июля</p>"
    assert "Москва" in decode(page.encode("koi8-r")).text


def test_a_declaration_in_mere_text_is_not_believed() -> None:
    assert decode("charset=koi8-r is a table; café".encode("cp1252")).text.endswith("café")


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode("<html><meta charset='no-such'>café".encode("cp1252")).encoding == "cp1252"


def test_mojibake_is_repaired_and_said() -> None:
    decoded = decode(SENTENCE.encode().decode("cp1252", "replace").replace("\ufffd", "").encode())
    assert "Müller’s" in decoded.text
    assert decoded.warnings and decoded.warnings[0].startswith("mojibake repaired in 1 line")


def test_good_text_is_left_as_it_is() -> None:
    assert decode(SENTENCE.encode()).warnings == ()


def test_control_and_direction_characters_are_dropped_and_newlines_are_one_kind() -> None:
    assert tidy("a\x00b\x07\r\nc\rd\x85e\u2028f\u202eg\u2066h\ufeffi\u200bj") == "ab\nc\nd\ne\nfghij"
    assert "direction" in decode("live \u202eevil".encode()).warnings[0]


def test_composed_and_decomposed_letters_become_one() -> None:
    assert tidy("Kabul\u0301") == "Kabuĺ"


def test_persian_joiners_stay() -> None:
    assert tidy("می\u200cروم") == "می\u200cروم"


def test_a_half_surrogate_from_json_does_not_survive() -> None:
    assert tidy("a\ud800b") == "a\ufffdb"


def test_bytes_that_are_no_text_are_refused_with_the_remedy() -> None:
    with pytest.raises(BadRecord, match=r"no text.*Bring text"):
        decode(bytes(range(32)) * 50)


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data).text
    except BadRecord:
        return
    assert tidy(text) == text
    text.encode("utf-8")
