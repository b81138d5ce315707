"""Every row of the reading room by name, each from the file of its family: what Django and all other code import."""

from __future__ import annotations

from articles.models.articles import Article, FieldReview, Mention
from articles.models.changes import ChangedArticle, ManyChange
from articles.models.corrections import Correction, MergeSuggestion, NotSame
from articles.models.entities import Alias, Entity, NameGroup
from articles.models.queue import Import, ImportItem, IndexJob, ItemReport, WorkerBeat
from articles.models.sources import Agency, Outlet, SourceFile
from articles.models.stories import (
    ArticleKey,
    ArticlePrint,
    FormerStory,
    Quote,
    Relation,
    Story,
    StoryDecision,
)
from articles.models.upload_tokens import UploadToken

__all__ = [
    "Agency",
    "Alias",
    "Article",
    "ArticleKey",
    "ArticlePrint",
    "ChangedArticle",
    "Correction",
    "Entity",
    "FieldReview",
    "FormerStory",
    "Import",
    "ImportItem",
    "IndexJob",
    "ItemReport",
    "ManyChange",
    "Mention",
    "MergeSuggestion",
    "NameGroup",
    "NotSame",
    "Outlet",
    "Quote",
    "Relation",
    "SourceFile",
    "Story",
    "StoryDecision",
    "UploadToken",
    "WorkerBeat",
]
