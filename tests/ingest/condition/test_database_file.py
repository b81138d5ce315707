"""A connection that is kept from one request to the next is let go of when its database file is another one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

ASK_TWICE = """
import os, django; django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from articles.models import Outlet
settings.ALLOWED_HOSTS = ["testserver"]
call_command("migrate", verbosity=0)
name = connection.settings_dict["NAME"]
with connection.cursor() as cursor:
    cursor.execute("VACUUM INTO %s", [name + ".other"])
Outlet.objects.create(name="Harbour Gazette", slug="harbour-gazette")
assert Client().get("/healthz").status_code in (200, 503)
kept = connection.connection
Client().get("/healthz")
assert connection.connection is kept, "the connection is kept"
for left in ("-wal", "-shm"):
    os.unlink(name + left)
os.replace(name + ".other", name)
Client().get("/healthz")
assert connection.connection is not kept, "the connection to the file that is gone is closed"
assert not Outlet.objects.exists(), "the file that is there now is read"
"""


def test_a_database_file_that_is_replaced_is_read_at_the_next_request(tmp_path: Path) -> None:
    environment = os.environ | {
        "NEWSROOM_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "PYTHONPATH": str(PROJECT),
    }
    asked = subprocess.run(
        [sys.executable, "-c", ASK_TWICE], cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
