"""What an editor may bring: files and pasted text, within the limits; every refusal says the limit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

TEXT_MAX_CHARACTERS = 1_000_000


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file]


class UploadForm(forms.Form):
    """Files to drop or text to paste; both are read, and one of the two is enough."""

    files = ManyFilesField(required=False, allow_empty_file=True)
    text = forms.CharField(required=False, strip=False, max_length=TEXT_MAX_CHARACTERS)
    label = forms.CharField(required=False, max_length=200)

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"] or []
        total = sum(file.size or 0 for file in files)
        if total > settings.UPLOAD_MAX_BYTES:
            megabytes = settings.UPLOAD_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(
                f"These files are {total / 1024 / 1024:.1f} MB together; one upload may have {megabytes} MB. "
                "Upload them in several batches, or with `manage.py ingest` on the server."
            )
        return files

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("files") and not cleaned.get("text", "").strip():
            raise forms.ValidationError("There is nothing to upload: choose files or paste a text first.")
        return cleaned
