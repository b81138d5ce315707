"""A progress bar for the terminal, silent where there is none."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30
REDRAW_SECONDS = 0.1


class Progress:
    """Redraws one line on a terminal: a bar, the count, the speed, the thing at hand."""

    def __init__(self, out: TextIO, total: int) -> None:
        self.out, self.total, self.done = out, total, 0
        self.started, self.drawn, self.shown = time.monotonic(), 0.0, out.isatty()

    def step(self, label: str = "", total: int | None = None) -> None:
        """Count one done; the total may have grown (an archive was unpacked)."""
        self.reached(self.done + 1, total, label)

    def reached(self, done: int, total: int | None = None, label: str = "") -> None:
        """So many are done by now."""
        self.done = done
        self.total = max(total or self.total, self.done)
        now = time.monotonic()
        if self.shown and (now - self.drawn > REDRAW_SECONDS or self.done == self.total):
            self.drawn = now
            self._draw(label, now)

    def close(self) -> None:
        """Leave the line."""
        if self.shown and self.done:
            self.out.write("\n")

    def _draw(self, label: str, now: float) -> None:
        filled = WIDTH * self.done // max(1, self.total)
        speed = self.done / max(0.001, now - self.started)
        bar = "█" * filled + "·" * (WIDTH - filled)
        self.out.write(f"\r\x1b[K{bar} {self.done}/{self.total}  {speed:.0f}/s  {label[:40]}")
        self.out.flush()
