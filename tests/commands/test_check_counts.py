"""`manage.py check_counts` names what differs, and puts it right when asked."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Entity
from tests.world import make_world

pytestmark = pytest.mark.django_db


def test_a_wrong_count_is_named_and_put_right(capsys):
    world = make_world()
    call_command("check_counts")
    assert "Every kept count" in capsys.readouterr().out
    Entity.objects.filter(pk=world.calloway.pk).update(mention_count=77)
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_counts")
    assert world.calloway.name in capsys.readouterr().err
    call_command("check_counts", "--repair")
    call_command("check_counts")
