"""The texts of an article that are read for names; mentions count in these."""

from __future__ import annotations

from articles.entities.recognition.draft import Part
from articles.models import Article
from articles.reading.anchoring import PartKey

PART_FIELDS = ("title", "title_origin", "language", "paragraphs", "captions", "footnotes", "dateline")
"""What of an article's row `parts_of` and `texts_of` read: a row without one of them asks the database for it."""


def parts_of(article: Article) -> list[tuple[PartKey, Part]]:
    """The article's texts under their keys: title (unless it was derived from the body), body, captions, footnotes."""
    language = article.language
    titles = [article.title] if article.title_origin == "source" else []
    return [
        *((("title", i), Part(title, language=language)) for i, title in enumerate(titles)),
        (("body", 0), Part(article.body, article.dateline_span, language)),
        *(
            (("caption", i), Part(block["text"], language=language))
            for i, block in enumerate(article.captions)
        ),
        *(
            (("footnote", i), Part(block["text"], language=language))
            for i, block in enumerate(article.footnotes)
        ),
    ]


def texts_of(article: Article) -> dict[PartKey, str]:
    """The same texts, bare."""
    return {key: part.text for key, part in parts_of(article)}
