"""The addresses of the reading room: GET only for reading, the URL is the whole state."""

from __future__ import annotations

from django.urls import path, re_path

from articles.views import accounts, articles, corrections, entities, imports, review, search, status, stories

urlpatterns = [
    path("", articles.room, name="room"),
    path("search/", search.search, name="search"),
    path("search.json", search.search_as_json, name="search-json"),
    path("search.atom", search.search_as_atom, name="search-atom"),
    re_path(r"^search\.(?P<ending>csv|ris|bib)$", search.search_export, name="search-export"),
    path("suggest.json", search.suggest, name="suggest"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("articles/<int:pk>.json", articles.article_as_json, name="article-json"),
    path("articles/<int:pk>/", articles.article, name="article-short"),
    path("articles/<int:pk>/source/", articles.article_source, name="article-source"),
    path("articles/<int:pk>/source/file", articles.article_source_file, name="article-source-file"),
    path("articles/<int:pk>/mentions/", corrections.article_mentions, name="article-mentions"),
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/compare/", stories.compare, name="story-compare"),
    path("stories/<int:pk>/pin/", stories.story_pin, name="story-pin"),
    path("stories/<int:pk>/part/", stories.story_part, name="story-part"),
    path("stories/<int:pk>/join/", stories.story_join, name="story-join"),
    path("stories/join/<int:pk>/", stories.article_join, name="article-join"),
    path("stories/decisions/<int:pk>/undo/", stories.story_undo, name="story-undo"),
    path("quotes/", stories.quotes, name="quotes"),
    path("people/", entities.entities, {"kind": "person"}, name="people"),
    path("people/<int:pk>/<slug:slug>/", entities.entity, {"kind": "person"}, name="person"),
    path("places/", entities.entities, {"kind": "place"}, name="places"),
    path("places/<int:pk>/<slug:slug>/", entities.entity, {"kind": "place"}, name="place"),
    path("organisations/", entities.entities, {"kind": "org"}, name="organisations"),
    path("organisations/<int:pk>/<slug:slug>/", entities.entity, {"kind": "org"}, name="org"),
    path("entities/<int:pk>/correct/", corrections.entity_correct, name="entity-correct"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/undo/", corrections.correction_undo, name="correction-undo"),
    path("merge-suggestions/", corrections.merge_suggestions, name="merge-suggestions"),
    path("merge-suggestions/<int:pk>/", corrections.merge_suggestion, name="merge-suggestion"),
    path("upload/", imports.upload, name="upload"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.import_, name="import"),
    path("imports/<int:pk>.json", imports.import_as_json, name="import-json"),
    path("imports/<int:pk>/retry/", imports.import_retry, name="import-retry"),
    path("review/", review.review, name="review"),
    path("review/<int:pk>/", review.review_article, name="review-article"),
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", accounts.SignOut.as_view(), name="sign-out"),
    path("healthz", status.healthz, name="healthz"),
    path("robots.txt", status.robots, name="robots"),
]
