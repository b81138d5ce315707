"""The addresses of the reading room: GET only for reading, the URL is the whole state."""

from __future__ import annotations

from django.urls import path, re_path

from articles.views import accounts, bringing, correcting, entities, reading, reviewing, searching, status

urlpatterns = [
    path("", reading.room, name="room"),
    path("search/", searching.search, name="search"),
    path("search.json", searching.search_as_json, name="search-json"),
    path("search.atom", searching.search_as_atom, name="search-atom"),
    re_path(r"^search\.(?P<ending>csv|ris|bib)$", searching.search_export, name="search-export"),
    path("suggest.json", searching.suggest, name="suggest"),
    path("opensearch.xml", searching.opensearch, name="opensearch"),
    path("articles/<int:pk>.json", reading.article_as_json, name="article-json"),
    path("articles/<int:pk>/", reading.article, name="article-short"),
    path("articles/<int:pk>/source/", reading.article_source, name="article-source"),
    path("articles/<int:pk>/source/file", reading.article_source_file, name="article-source-file"),
    path("articles/<int:pk>/mentions/", correcting.article_mentions, name="article-mentions"),
    path("articles/<int:pk>/<slug:slug>/", reading.article, name="article"),
    path("people/", entities.entities, {"kind": "person"}, name="people"),
    path("people/<int:pk>/<slug:slug>/", entities.entity, {"kind": "person"}, name="person"),
    path("places/", entities.entities, {"kind": "place"}, name="places"),
    path("places/<int:pk>/<slug:slug>/", entities.entity, {"kind": "place"}, name="place"),
    path("organisations/", entities.entities, {"kind": "org"}, name="organisations"),
    path("organisations/<int:pk>/<slug:slug>/", entities.entity, {"kind": "org"}, name="org"),
    path("entities/<int:pk>/correct/", correcting.entity_correct, name="entity-correct"),
    path("corrections/", correcting.corrections, name="corrections"),
    path("corrections/<int:pk>/undo/", correcting.correction_undo, name="correction-undo"),
    path("merge-suggestions/", correcting.merge_suggestions, name="merge-suggestions"),
    path("merge-suggestions/<int:pk>/", correcting.merge_suggestion, name="merge-suggestion"),
    path("upload/", bringing.upload, name="upload"),
    path("imports/", bringing.imports, name="imports"),
    path("imports/<int:pk>/", bringing.import_, name="import"),
    path("imports/<int:pk>.json", bringing.import_as_json, name="import-json"),
    path("imports/<int:pk>/retry/", bringing.import_retry, name="import-retry"),
    path("review/", reviewing.review, name="review"),
    path("review/<int:pk>/", reviewing.review_article, name="review-article"),
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", accounts.SignOut.as_view(), name="sign-out"),
    path("healthz", status.healthz, name="healthz"),
    path("robots.txt", status.robots, name="robots"),
]
