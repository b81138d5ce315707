"""Reports for the tests on comparing: one event told twice in other words, once independently, and another event."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from articles.models import Article, Entity, Mention, Outlet, SourceFile
from articles.stories.similarity.proper_names import proper_names

WIRE = """Rescuers pulled 14 miners alive from a flooded shaft near Kirkholm on Tuesday, three days after the river \
Vessa broke through its bank, Mayor Ingrid Falkenberg said.

“We heard them knocking at two in the morning, and nobody in this town will ever forget that sound,” Falkenberg told \
reporters outside the Northgate colliery. She said 3 men were still missing.

The owner, Halvorsen Mining, had been fined 250,000 crowns in 2019 for leaving a pump out of order. A spokesman, \
Piet Aldous, declined to say whether the pump was running on Saturday night.

Energy Minister Tomas Brandvik flew to Kirkholm by helicopter and promised an inquiry led by Judge Lena Osterman. \
“The families deserve answers, not condolences,” Brandvik said.

About 1,200 people work at Northgate, which supplies coal to the power station at Dalby. The Union of Miners called a \
strike at all 9 pits of Halvorsen Mining from Thursday."""

REWRITE = """Near Kirkholm, 14 miners were brought out alive on Tuesday from a shaft that had filled with water, three \
days after the Vessa burst its bank, according to Mayor Ingrid Falkenberg.

They were heard knocking at two in the morning, a sound this town is never going to forget, Falkenberg said to \
journalists at the gates of the Northgate colliery. 3 men have not been found, she added.

In 2019 its owner Halvorsen Mining had to pay a fine of 250,000 crowns because a pump was left broken. Whether that \
pump worked on Saturday night spokesman Piet Aldous would not say.

Tomas Brandvik, the Energy Minister, arrived in Kirkholm in a helicopter and pledged that Judge Lena Osterman would \
head an inquiry. Brandvik said that families are owed answers rather than condolences.

Northgate employs some 1,200 people and provides the Dalby power station with coal. A strike at each of the 9 pits of \
Halvorsen Mining was called from Thursday by the Union of Miners."""

INDEPENDENT = """The pumps at Northgate had been silent for weeks before the water came, two electricians of the \
Kirkholm colliery say.

Both asked not to be named. One showed the Dalby Observer a log in which the flooded shaft is marked unsafe five times \
in October. Halvorsen Mining answered none of our questions.

Outside the church of Saint Olaf the wives of rescued miners lit candles. “My husband told them, and they laughed,” \
said Greta Lunde, a teacher whose husband was among the 14 men saved.

The miners had gone down on Saturday evening for a double shift, paid at a higher rate. The river Vessa stood two \
metres above its usual level that night, the water board says, and a warning had gone to every pit in the valley."""

ELSEWHERE = """Energy Minister Tomas Brandvik opened a wind farm off Cape Runde on Friday and said that coal would be \
gone from the country by 2035.

The 62 turbines cost 4.1 billion crowns. Fishermen from Runde circled the ceremony in their boats with black flags. \
“They ask for our patience, and they have our nets,” said the skipper Jonas Hauge."""


@pytest.fixture
def store() -> Callable[..., Article]:
    """Stores an article with a mention for each of its names, as the write line would."""

    def stored(body: str, title: str = "", outlet: str = "", recognised: bool = True) -> Article:
        source = SourceFile.objects.create(
            sha256=hashlib.sha256((outlet + body).encode()).hexdigest(),
            name="report.txt",
            media_type="text/plain",
            data=body.encode(),
        )
        paper = Outlet.objects.get_or_create(name=outlet, slug=outlet.lower())[0] if outlet else None
        article = Article.objects.create(
            source=source,
            format="text",
            body_sha256=hashlib.sha256(body.encode()).hexdigest(),
            content_sha256=source.sha256,
            title=title or body[:60],
            title_origin="source" if title else "derived",
            slug="report",
            outlet=paper,
            paragraphs=[{"text": text, "kind": "paragraph"} for text in body.split("\n\n")],
            recognised=recognised,
        )
        if recognised:
            _mention_names(article)
        return article

    return stored


def _mention_names(article: Article) -> None:
    at = 0
    for name in proper_names(article.body):
        surface = name if name in article.body[at:] else name.split()[-1]
        start = article.body.index(surface, at)
        entity, _ = Entity.objects.get_or_create(kind="org", name=name, slug=name.lower().replace(" ", "-"))
        at = start + len(surface)
        Mention.objects.create(
            article=article,
            start=start,
            end=at,
            surface=surface,
            kind="org",
            entity=entity,
            source="model",
            confidence=1,
        )
