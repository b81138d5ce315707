"""An editor of a served room: signs in over HTTP and uploads, as a browser would."""

from __future__ import annotations

import os
import re
import subprocess
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from tests.served.room import HOST, ServedRoom, manage

NAME, PASSWORD = "editor", "rain over kunduz 31"
BOUNDARY = "a-line-that-no-report-holds"


def prepare(folder: Path) -> None:
    """An empty room in a data folder, with an editor."""
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(folder), "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    account = ("createsuperuser", "--noinput", "--username", NAME, "--email", "editor@room.example")
    for words in (("migrate", "-v0"), ("reindex", "-v0"), account):
        subprocess.run(manage(*words), env=environment, check=True, stdout=subprocess.DEVNULL)


class Editor:
    """A session that has signed in."""

    def __init__(self, room: ServedRoom) -> None:
        self.site = f"http://{HOST}:{room.port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        form = urllib.parse.urlencode({"username": NAME, "password": PASSWORD, **self._token("/sign-in/")})
        with self.browser.open(f"{self.site}/sign-in/", form.encode(), timeout=60) as answer:
            assert answer.url == f"{self.site}/", answer.url

    def upload(self, name: str, data: bytes) -> str:
        """Bring a file; the address of its import, which acknowledges it."""
        parts = [
            f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode()
            for field, value in self._token("/upload/").items()
        ]
        parts.append(
            f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + data
        )
        body = b"".join(b"--%s\r\n%s\r\n" % (BOUNDARY.encode(), part) for part in parts)
        request = urllib.request.Request(
            f"{self.site}/upload/",
            body + f"--{BOUNDARY}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
        )
        with self.browser.open(request, timeout=120) as answer:
            assert re.search(r"/imports/\d+/$", answer.url), answer.url
            return str(answer.url)

    def _token(self, path: str) -> dict[str, str]:
        """The token of a page's form."""
        with self.browser.open(f"{self.site}{path}", timeout=60) as answer:
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
        assert found, path
        return {"csrfmiddlewaretoken": found[1]}
