"""What the archives of the Asahi and the Yomiuri Shimbun and of the Russian press say of a report besides its text."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.reading.formats.deliveries.national.japanese_credits import credit_of
from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report
from tests.reading.formats.deliveries.archive_shapes import integrum_html, kikuzo_html, yomidasu_html
from tests.reading.formats.deliveries.shapes import Invented

TEXT = (
    "【ポートリンデン九日＝山田（花）特派員】港の渡し船が再開する。",
    "「よかった」と船長は語った。",
    "【写真説明】",
    "港に着いた渡し船",
)


def read(data: bytes) -> list[Report]:
    found = list(read_file(RawFile("export.html", data)))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


def invented(outlet: str, title: str, byline: tuple[str, ...], paragraphs: tuple[str, ...]) -> Invented:
    return Invented(title, outlet, dt.date(2018, 3, 18), byline, "外報", "7", paragraphs)


@pytest.mark.parametrize(
    ("edition", "outlet"), [("朝刊", "朝日新聞"), ("夕刊", "朝日新聞"), ("アエラ", "アエラ")]
)
def test_an_edition_means_the_paper_and_another_name_itself(edition: str, outlet: str) -> None:
    (report,) = read(kikuzo_html([invented(edition, "渡し船、再開へ", (), TEXT)], "ja"))
    assert (report.title, report.outlet, report.published) == ("渡し船、再開へ", outlet, "2018-03-18")
    assert report.byline == ("山田",) and report.dateline and report.dateline.place == "ポートリンデン"
    assert [block.text for block in report.captions] == ["港に着いた渡し船"]
    assert report.details["length"] == ("00572文字",) and report.language == "ja"


def test_the_other_paper_has_its_row() -> None:
    text = ("【ソウル＝山田花子】渡し船が再開する。", "◆未来へ", "写真＝港に着いた渡し船")
    first, second = read(yomidasu_html([invented("", "渡し船、再開へ", (), text)] * 2, "ja"))
    for report in (first, second):
        assert (report.title, report.outlet, report.published) == (
            "渡し船、再開へ",
            "読売新聞",
            "2018-03-18",
        )
        assert report.byline == ("山田花子",) and report.details["edition"] == ("東京朝刊",)
        assert [block.text for block in report.paragraphs] == list(text[:2])
        assert report.details["section"] == ("外報",) and report.details["page"] == ("7",)


def test_carets_name_the_fields_and_the_repeated_headline_is_no_body() -> None:
    text = (
        "Паром снова ходит между берегами, сообщили в городском совете в понедельник, седьмого числа.",
        "Все рады.",
    )
    told = invented("Речные новости", "ПАРОМ ВОЗВРАЩАЕТСЯ: РЕЙС 6", ("Примеров Иван", "Образцова Анна"), text)
    (report,) = read(integrum_html([told], "ru"))
    assert (report.outlet, report.published, report.byline) == ("Речные новости", "2018-03-18", told.byline)
    assert [block.text for block in report.paragraphs] == list(text)
    assert (
        "Речные новости" in report.evidence["outlet"].text
        and "18.03.2018" in report.evidence["published"].text
    )


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("…と述べた。（北京＝福山花子、延川光）", "北京", ("福山花子", "延川光")),
        ("（ロンドン＝住田特派員）", "ロンドン", ("住田",)),
        ("【ソウル＝浅川好】会談が始まった。", "ソウル", ("浅川好",)),
    ],
)
def test_a_credit_names_place_and_writers(text: str, place: str, names: tuple[str, ...]) -> None:
    credit = credit_of(text)
    assert credit and (credit.place, credit.names) == (place, names)


@pytest.mark.parametrize(
    "text", ["前年比８％増（推計）", "【過去５年の回顧】", "（聞き手・平川良）", "Ａ＝Ｂである。"]
)
def test_other_brackets_are_no_credit(text: str) -> None:
    assert credit_of(text) is None
