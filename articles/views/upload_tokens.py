"""Uploading by a program: with a token and no session, and the page on which editors make and revoke tokens."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles.forms import UploadForm
from articles.ingest.intake import accept_upload, pasted_file
from articles.ingest.upload_tokens import (
    NAME_MAX_CHARACTERS,
    UPLOADS_A_MINUTE,
    count_upload,
    issue_token,
    revoke,
    token_of,
    tokens_of,
)
from articles.reading.report import BadRecord
from articles.views.imports import staff_only

URL_MAX_CHARACTERS = 1000


@csrf_exempt  # No cookie counts here, only a header that no other site's page can send.
@require_POST
def upload_as_json(request: HttpRequest) -> JsonResponse:
    """Files, a text or a page with its address, in the name of a token's owner. The token is looked at before the body."""
    token = token_of(request.headers.get("Authorization", ""))
    if token is None:
        refused = JsonResponse({"error": "A token that holds is needed: see /upload/tokens/."}, status=401)
        refused["WWW-Authenticate"] = "Bearer"
        return refused
    if not count_upload(token):
        late = JsonResponse({"error": f"One token may upload {UPLOADS_A_MINUTE} times a minute."}, status=429)
        late["Retry-After"] = "60"
        return late
    try:
        files, label = _brought(request)
    except BadRecord as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    batch = accept_upload(files, token.user, label=label)
    page = request.build_absolute_uri(batch.get_absolute_url())
    return JsonResponse({"import": batch.pk, "url": page, "files": len(files)}, status=201)


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload_tokens(request: HttpRequest) -> HttpResponse:
    """An editor's tokens. A new one is shown in the answer to its making, and never again."""
    name = " ".join(request.POST.get("name", "").split())
    made = issue_token(request.user, name) if request.method == "POST" and name else ""
    context = {
        "section": "upload",
        "tokens": tokens_of(request.user),
        "made": made,
        "refused": request.method == "POST" and not name,
        "most": NAME_MAX_CHARACTERS,
        "a_minute": UPLOADS_A_MINUTE,
        "here": request.build_absolute_uri("/"),
    }
    status = 400 if context["refused"] else 200
    return render(request, "articles/upload_tokens.html", context, status=status)


@staff_only
@require_POST
def upload_token_revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End one of the editor's own tokens."""
    token = get_object_or_404(tokens_of(request.user), pk=pk)
    revoke(token)
    messages.success(request, f"The token “{token.name}” is revoked.")
    return redirect("upload-tokens")


def _brought(request: HttpRequest) -> tuple[list[tuple[str, bytes]], str]:
    """The files of an upload and its name: ``files``, ``text``, or ``page`` (HTML) with its ``url``. Raises BadRecord."""
    sent = request.POST.copy()
    page, url = sent.get("page", ""), sent.get("url", "")
    if page.strip():
        if url and (not url.startswith(("http://", "https://")) or len(url) > URL_MAX_CHARACTERS):
            raise BadRecord(f"“{url[:80]}” is not the address of a page: it begins with http:// or https://.")
        # The record of one page, as the readers know it: its address is kept with it.
        record = json.dumps({"html": page, **({"url": url} if url else {})})
        return [("page.jsonl", record.encode())], sent.get("label", "")[:200]
    form = UploadForm(sent, request.FILES)
    if not form.is_valid():
        raise BadRecord(" ".join(said for errors in form.errors.values() for said in errors))
    files = [(file.name or "", file.read()) for file in form.cleaned_data["files"]]
    text = form.cleaned_data["text"]
    return [*files, *([pasted_file(text)] if text.strip() else [])], form.cleaned_data["label"]
