"""Programs of the system that read what no library here does, run as processes with limits of time, memory and file size."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

# `ulimit -f` counts in blocks of this size.
BLOCK_BYTES = 512


def run(
    command: Sequence[str],
    *,
    seconds: float,
    memory_max_bytes: int,
    file_max_bytes: int | None = None,
    env: Mapping[str, str],
) -> subprocess.CompletedProcess[bytes]:
    """Run a program and return how it ended and what it printed; the limits are those of the shell it is started from.

    Raises subprocess.TimeoutExpired when it takes more than ``seconds``; the program is ended then.
    """
    limits = f"ulimit -v {memory_max_bytes // 1024}"
    if file_max_bytes is not None:
        limits += f" && ulimit -f {file_max_bytes // BLOCK_BYTES + 1}"
    return subprocess.run(
        ["sh", "-c", f'{limits} && exec "$@"', "sh", *command],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
        env=env,
    )
