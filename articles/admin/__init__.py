"""What an editor may put right in Django's admin, by family: what Django looks for under this name, and its headings."""

from __future__ import annotations

from django.contrib import admin

from articles.admin.accounts import AccountAdmin, AccountGroupAdmin
from articles.admin.aliases import AliasAdmin
from articles.admin.articles import AgencyAdmin, ArticleAdmin, OutletAdmin
from articles.admin.entities import EntityAdmin
from articles.admin.imports import ImportAdmin, SourceFileAdmin

__all__ = [
    "AccountAdmin",
    "AccountGroupAdmin",
    "AgencyAdmin",
    "AliasAdmin",
    "ArticleAdmin",
    "EntityAdmin",
    "ImportAdmin",
    "OutletAdmin",
    "SourceFileAdmin",
]

admin.site.site_header = "The reading room: admin"
admin.site.site_title = "Reading room admin"
admin.site.index_title = "Put things right"
admin.site.index_template = "admin/room_index.html"
