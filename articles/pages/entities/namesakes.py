"""Entities that have a name like this one, or took one over in a merge."""

from __future__ import annotations

from django.db.models import Q

from articles.models import Alias


def named_like(names: Q) -> Q:
    """The condition on entities that follows from one on aliases; a name that an editor took away is none."""
    known = Alias.objects.filter(names).exclude(source="dropped").order_by()
    return Q(pk__in=known.values("entity")) | Q(pk__in=known.values("entity__merged_into"))
