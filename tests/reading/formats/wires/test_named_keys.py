"""JSON whose keys speak for themselves: read wherever the reports stand in it, refused in words where there are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

TEXT = "A ferry sailed to the outer islands on Thursday for the first time in nine years, with forty passengers aboard."
ITEM = {
    "headline": "Ferry service returns",
    "byline": "By Mina Sorel",
    "pub_date": "2021-07-08T09:40:00+0000",
    "body": TEXT,
    "slug": "FERRY-ISLANDS",
    "source": "Agence France-Presse",
    "storyNumber": "HC42",
    "priority": 3,
}


def reports(value: Any) -> list[Report]:
    found = list(read_file(RawFile("wire.json", json.dumps(value, indent=1).encode())))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


@pytest.mark.parametrize(
    "value",
    [
        ITEM,
        [ITEM],
        {"articles": [ITEM]},
        {"response": {"docs": [ITEM], "meta": {"hits": 1}}},
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": ITEM}]}},
        {"status": "ok", "result": {"story": ITEM}},
    ],
)
def test_a_report_is_found_wherever_the_file_keeps_it(value: Any) -> None:
    (one,) = reports(value)
    assert (one.title, one.byline, one.published) == (
        "Ferry service returns",
        ("Mina Sorel",),
        "2021-07-08T09:40:00+00:00",
    )
    assert one.agency == "AFP" or one.agency == "Agence France-Presse"
    assert one.details["slug"] == ("FERRY-ISLANDS",) and one.details["story_number"] == ("HC42",)
    assert one.details["urgency"] == ("3",)
    assert one.body == TEXT


def test_words_inside_of_objects_are_read() -> None:
    item = {
        "title": {"rendered": "Ferry service returns"},
        "content": {"rendered": f"<p>{TEXT}</p><p>It was late.</p>"},
        "author": [{"name": "Mina Sorel"}, {"name": "Aidar Bekov"}],
        "date": "2021-07-08",
        "link": "https://chronicle.example/ferry",
    }
    (one,) = reports([item])
    assert [block.text for block in one.paragraphs] == [TEXT, "It was late."]
    assert (one.title, one.byline, one.url) == (
        "Ferry service returns",
        ("Mina Sorel", "Aidar Bekov"),
        "https://chronicle.example/ferry",
    )


def test_the_related_items_of_a_report_are_no_reports_of_the_file() -> None:
    assert len(reports({**ITEM, "related": [{**ITEM, "headline": "Older"}]})) == 1


def test_each_of_many_is_a_report() -> None:
    assert len(reports({"data": {"items": [{**ITEM, "headline": f"Ferry {n}"} for n in range(7)]}})) == 7


def test_json_without_a_report_is_refused_by_its_keys() -> None:
    data = json.dumps({"users": [{"name": "Ada", "age": 4}], "total": 1}, indent=1).encode()
    with pytest.raises(BadRecord, match="it holds an object with “users”, “total”"):
        list(read_file(RawFile("users.json", data)))
