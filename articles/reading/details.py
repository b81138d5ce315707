"""Details: what a database or a wire says of a report beyond headline, outlet, day, byline and body.

A format states a detail under its key in ``Document.stated``; it reaches ``Report.details`` with its evidence, and from
there the article's page, its JSON and, for the searchable ones, the index. Keys are part of the JSON contract: add to
this table, never rename.
"""

from __future__ import annotations

# Key → how a page labels it, in the order in which a page shows them.
DETAILS = {
    "section": "Section",
    "page": "Page",
    "edition": "Edition",
    "length": "Length",
    "subjects": "Subjects",
    "companies": "Companies",
    "regions": "Regions",
    "database": "Database",
    "accession": "Accession number",
    "document_type": "Document type",
    "slug": "Slug",
    "keywords": "Keywords",
    "story_number": "Story number",
    "urgency": "Urgency",
    "category": "Category",
    "version": "Version",
    "status": "Status",
    "embargo": "Embargo",
    "editors_note": "Editors’ note",
    "loaded": "Loaded into the database",
    "copyright": "Copyright",
    "captured": "Captured",
    "archive_url": "Archived at",
    "ocr_confidence": "Text recognition confidence",
}

# Details that hold a list of terms; the others hold one value.
LISTS = frozenset({"subjects", "companies", "regions", "keywords"})
