"""Outlets: publishers named in words, and who is none."""

from __future__ import annotations

import pytest

from articles.reading.metadata.outlet import copyright_holder, house_name


@pytest.mark.parametrize(
    "line",
    [
        "COPYRIGHT 2017 CREATORS.COM",
        "Copyright 2016 Creators Syndicate Inc.",
        "Copyright 2020 Tribune Content Agency, LLC.",
        "(c) 2019, Washington Post Writers Group",
        "Copyright 2018 King Features Syndicate",
        "Copyright 2018 JFS Productions Inc.",
    ],
)
def test_a_syndicate_is_no_publisher(line: str) -> None:
    assert copyright_holder(line) is None


def test_a_paper_is_a_publisher() -> None:
    line = "Copyright © 2020 The Valley Times, LLC."
    found = copyright_holder(line)
    assert found is not None and line[slice(*found)].startswith("The Valley Times")


@pytest.mark.parametrize("line", ["NEWS ANALYSIS", "World News", "News Briefs"])
def test_a_section_is_no_house(line: str) -> None:
    assert not house_name(line)
