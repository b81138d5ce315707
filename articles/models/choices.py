"""The kinds and roles that may stand in a row."""

from __future__ import annotations

from articles.entities.kinds import Kind, Role

KIND_CHOICES = [(Kind.PERSON.value, "person"), (Kind.PLACE.value, "place"), (Kind.ORG.value, "organisation")]
ROLE_CHOICES = [(role.value, role.value) for role in Role]
