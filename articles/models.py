"""Every row of the reading room by name, each from the file of its family: what Django and all other code import."""

from __future__ import annotations

from articles.tables.articles import Article, FieldReview, Mention
from articles.tables.corrections import Correction, MergeSuggestion, NotSame
from articles.tables.entities import Alias, Entity
from articles.tables.sources import Agency, Outlet, SourceFile
from articles.tables.stories import (
    ArticleKey,
    ArticlePrint,
    FormerStory,
    Quote,
    Relation,
    Story,
    StoryDecision,
)
from articles.tables.work import Import, ImportItem, IndexJob, WorkerBeat

__all__ = [
    "Agency",
    "Alias",
    "Article",
    "ArticleKey",
    "ArticlePrint",
    "Correction",
    "Entity",
    "FieldReview",
    "FormerStory",
    "Import",
    "ImportItem",
    "IndexJob",
    "Mention",
    "MergeSuggestion",
    "NotSame",
    "Outlet",
    "Quote",
    "Relation",
    "SourceFile",
    "Story",
    "StoryDecision",
    "WorkerBeat",
]
