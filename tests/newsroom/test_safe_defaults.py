"""A room on which nobody has set anything shows no faults, listens on this machine, and knows its own names only."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.test import Client

from tests.conftest import PROJECT

SHOWN = (
    "DEBUG HOST SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE CSRF_COOKIE_SAMESITE X_FRAME_OPTIONS".split()
)
PROGRAM = f"""
import json
from newsroom import settings
print(json.dumps([getattr(settings, name) for name in {SHOWN!r}]))
"""


def test_the_defaults_are_safe(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
    environment["NEWSROOM_DATA_DIR"] = str(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=PROJECT, env=environment, capture_output=True, check=True
    )
    assert json.loads(run.stdout) == [False, "127.0.0.1", True, "Lax", "Lax", "DENY"]


def test_a_request_for_another_host_is_refused():
    # Or a page of another site could be made to answer for the room (DNS rebinding), and links lead elsewhere.
    response = Client().get("/robots.txt", headers={"host": "elsewhere.example"})
    assert response.status_code == 400


def test_no_answer_may_be_framed_or_taken_for_another_type():
    response = Client().get("/robots.txt")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
