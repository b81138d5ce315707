"""A fixed small world of twelve reports, in sentences of our own, for the tests of search engines."""

from __future__ import annotations

import datetime as dt

from articles.search.backend import SearchDocument

GANI = "Samir Gani\nSameer Ghani\nGhani"


def report(
    article_id: int,
    title: str,
    body: str,
    published: str = "",
    names: str = "",
    byline: str = "",
    **facets: str,
) -> SearchDocument:
    return SearchDocument(
        article_id=article_id,
        title=title,
        body=body,
        names=names,
        byline=byline,
        published=dt.date.fromisoformat(published) if published else None,
        facets={name: tuple(values.split()) for name, values in facets.items()},
        known_as={"person": {"samir-gani": tuple(GANI.split("\n"))}} if GANI in names else {},
    )


WORLD = (
    report(
        1,
        "Ferry service resumes across the strait",
        "The ferry between Northport and Selby sailed at dawn. Captain Mira Olsen greeted the passengers.",
        "2021-07-08",
        byline="Ada Finch",
        names="Northport\nMira Olsen",
        outlet="harbour-post",
        dateline="northport",
        place="northport selby",
        person="mira-olsen",
    ),
    report(
        2,
        "Strait ferry halted by fog",
        "Fog stopped the Northport ferry. Passengers waited; coffee was handed out by the U.S. consul.",
        "2021-07-09",
        outlet="harbour-post",
        dateline="northport",
        place="northport",
        agency="mep",
    ),
    report(
        3,
        "Minister opens bridge",
        "Samir Gani opened the bridge at Selby. “The ferry era is over,” the minister told us.",
        "2021-08-01",
        names=GANI,
        byline="Ben Okafor\nAda Finch",
        outlet="selby-courier",
        dateline="selby",
        place="selby",
        person="samir-gani",
    ),
    report(
        4,
        "Bridge tolls anger drivers",
        "Drivers of the Sherwood-Randall company refuse to co-operate over the tolls.",
        "2021-08-15",
        outlet="selby-courier",
        place="selby",
        org="sherwood-randall-group",
    ),
    report(
        5,
        "Election called for autumn",
        "Samir Gani will stand again. Negotiators spoke of negotiations without end.",
        "2020-12-31",
        names=GANI,
        outlet="the-lantern",
        dateline="halden",
        person="samir-gani mira-olsen",
    ),
    report(
        6,
        "Café culture in Hálden",
        "Long queues, longer talks: the cafés of Hálden stay open past midnight.",
        "2021-01-05",
        outlet="the-lantern",
        place="halden",
    ),
    report(
        7,
        "",
        "An undated note on ferry timetables, which nobody signed.",
        outlet="the-lantern",
    ),
    report(
        8,
        "Power failure darkens Selby",
        "A power cut and then a vacuum of news: no power, no light. The vacuum cleaner works tell of losses.",
        "2021-07-20",
        outlet="selby-courier",
        place="selby",
    ),
    report(
        9,
        "Talk of a power vacuum in Halden",
        "The power vacuum after the vote worries neighbours, O’Brien’s office said.",
        "2021-07-21",
        outlet="harbour-post",
        place="halden",
        agency="mep",
    ),
    report(
        10,
        "US envoy visits",
        "The US envoy counted 31,000 signatures for the tunnel.",
        "2022-02-02",
        outlet="harbour-post",
        org="foreign-office",
    ),
    report(
        11,
        "Tunnel, tunnel, tunnel",
        "A tunnel is dearer than a bridge. Alpha one two three four five omega.",
        "2022-02-03",
        outlet="selby-courier",
    ),
    report(
        12,
        "Harvest festival",
        "Nothing but pumpkins; the brass band of al-Noor played.",
        "2022-02-03",
        outlet="the-lantern",
    ),
)

# Reports in other scripts, which a test adds to the twelve.
OTHER_SCRIPTS = (
    report(101, "Лавров в Ташкенте", "Переговоры с министром Лавровым продолжались два часа."),
    report(102, "俄罗斯外长访问塔什干", "拉夫罗夫在塔什干发表讲话。"),
    report(103, "محادثات في طشقند", "وصل الوزير إلى إيران أمس."),
)
