"""`make screenshots`: ten pages of an open room, wide, middle and narrow, light and dark, as pictures to look at."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import CHROMIUM, LAUNCH
from tests.open_room.crawl import ROOM
from tests.open_room.lighthouse import addresses

FOLDER = Path("var/screenshots")
WIDTHS = (1400, 800, 320)
SCHEMES = ("light", "dark")


def main() -> None:
    """Take them, and say which pages are wider than the screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(LAUNCH))
        for scheme in SCHEMES:
            page = browser.new_page(color_scheme=scheme)
            for address in addresses():
                page.goto(ROOM + address)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    name = re.sub(r"\W+", "-", address).strip("-")[:60] or "room"
                    page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")
                    if page.evaluate("document.documentElement.scrollWidth") > width:
                        sys.stdout.write(f"{address} scrolls sideways at {width} px\n")
        browser.close()
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}\n")


if __name__ == "__main__":
    main()
