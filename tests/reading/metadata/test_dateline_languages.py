"""Datelines of agencies in other languages: place, agency and day, and not a word of the report."""

from __future__ import annotations

import pytest

from articles.reading.metadata.dateline import find_dateline
from articles.reading.reader import read_record

# printed|place|agency|month|day|year
FORMS = """
МОСКВА, 9 июля. /ТАСС/.|Москва|ТАСС|7|9|
САНКТ-ПЕТЕРБУРГ, 31 августа. /ТАСС/.|Санкт-Петербург|ТАСС|8|31|
МОСКВА, 9 июл — РИА Новости.|Москва|РИА Новости|7|9|
Москва. 9 июля. ИНТЕРФАКС.RU -|Москва|ИНТЕРФАКС|7|9|
Ташкент, 9 июля (Рейтер) -|Ташкент|Рейтер|7|9|
КИЇВ, 9 липня. /Укрінформ/.|Київ|Укрінформ|7|9|
PARIS, 9 juillet 2021 (AFP) -|Paris|AFP|7|9|2021
Kaboul, 31 août (AFP) -|Kaboul|AFP|8|31|
Kabul, 9 ago (EFE).-|Kabul|EFE|8|9|
Madrid, 9 de enero (EFE).-|Madrid|EFE|1|9|
(ANSA) - ROMA, 09 LUG -|Roma|ANSA|7|9|
Lisboa, 09 ago 2021 (Lusa) —|Lisboa|Lusa|8|9|2021
新华社莫斯科7月9日电（记者张三）|莫斯科|新华社|7|9|
新华社喀布尔8月31日电|喀布尔|新华社|8|31|
【ワシントン共同】|ワシントン|共同|||
(서울=연합뉴스) 홍길동 기자 =|서울|연합뉴스|||
"""
REPORT = "Министр прибыл в Ташкент на переговоры о выводе войск."
NONE = """
Москва, 9 июля исполнилось бы сто лет мосту через реку, сообщили в мэрии.
Министр прибыл 9 июля. Переговоры продолжались два часа.
В Москве, 9 июля. Министр прибыл на переговоры.
Le ministre, 9 juillet (photo) - il est arrivé vendredi.
中国外交部7月9日表示，会谈已经结束。
（新华社资料图）会谈已经结束。
"""


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_a_dateline_is_read_whole_and_nothing_of_the_body(line: str) -> None:
    printed, place, agency, month, day, year = line.split("|")
    found = find_dateline(f"{printed} {REPORT}")
    assert found is not None
    told = (found.places[0], found.agency, found.month, found.day, found.year)
    numbers = tuple(int(part) if part else None for part in (month, day, year))
    assert told == (place, agency, *numbers)
    assert f"{printed} {REPORT}"[found.body :] == REPORT


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_a_sentence_with_a_day_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_an_article_is_filed_under_place_agency_and_day() -> None:
    report = read_record({"text": f"МОСКВА, 9 июля 2021 г. /ТАСС/. {REPORT}"})
    assert report.dateline is not None and report.dateline.date is not None
    assert (report.dateline.place, report.agency) == ("Москва", "TASS")
    assert report.dateline.date.isoformat() == "2021-07-09"
    assert report.evidence["agency"].text == "ТАСС"
