"""What a first start makes for itself: the data folder and a secret key that only its owner can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from newsroom.environ import BadSetting


def secret_key(data_dir: Path) -> str:
    """The secret key in the data folder, made when there is none (mode 0600; two starters agree on one key).

    Raises BadSetting where the folder cannot be made, written or read.
    """
    try:
        return _secret_key(data_dir)
    except OSError as error:
        raise BadSetting(
            f"NEWSROOM_DATA_DIR is {data_dir}, and nothing can be kept there ({error.strerror}): "
            "make it a folder that the room's user may write to, or set it to one."
        ) from error


def _secret_key(data_dir: Path) -> str:
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, fresh = tempfile.mkstemp(dir=data_dir, prefix="secret_key.")  # mode 0600
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            # A link either makes the whole file appear or fails because another starter was first.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            Path(fresh).unlink()
    return path.read_text().strip()
