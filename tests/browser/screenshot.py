"""`make screenshot`: the picture of the README, taken anew from an open room that holds the demonstration articles."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import CHROMIUM, LAUNCH

PICTURE = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshot.png"
PAGES = ("/search/?q=lavrov&place=afghanistan", "/articles/1/")
SIZE = {"width": 1100, "height": 850}
SCALE = 720 / 1100
"""Each page is shown 720 by 556 pixels large, on a ground that shows 16 pixels around them: 1488 by 588 in all."""
FRAME = "<body style='margin:0;padding:16px;display:flex;gap:16px;background:#8a8277'>{}</body>"


def main() -> None:
    """Open both pages side by side and keep what they look like."""
    room = f"http://127.0.0.1:{os.environ.get('NEWSROOM_PORT', '8000')}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(LAUNCH))
        shots = [_shot(browser, room + page) for page in PAGES]
        frame = browser.new_page(viewport={"width": 1488, "height": 588})
        images = (f"<img width=720 height=556 src='data:image/png;base64,{shot}'>" for shot in shots)
        frame.set_content(FRAME.format("".join(images)))
        frame.screenshot(path=PICTURE)
        browser.close()
    sys.stdout.write(f"{PICTURE.name} is taken anew from {room}\n")


def _shot(browser: Browser, address: str) -> str:
    page = browser.new_page(viewport=SIZE, device_scale_factor=SCALE)
    page.goto(address)
    page.evaluate("document.querySelectorAll('.versions').forEach(one => one.open = true)")
    return base64.b64encode(page.screenshot()).decode()


if __name__ == "__main__":
    main()
