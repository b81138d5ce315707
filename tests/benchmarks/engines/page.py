"""How are the measurements shown? A table of ratios and a plot in docs/, one section a size."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.engines.run import Measured

DOCS = Path(__file__).resolve().parents[3] / "docs"
ROW_HEIGHT, LEFT, WIDTH = 15, 150, 560
COLOURS = ("#1f5fa8", "#c2571a", "#4d7c3a", "#7a4fa0", "#777777")


def written(size: int, found: list[Measured], wrong: list[str], asked: int, notes: list[str]) -> list[str]:
    """The section's lines, put into docs/benchmarks.md in place of an older one of the same size."""
    lines = section(size, found, wrong, asked, notes)
    put(f"{size} articles", lines)
    (DOCS / f"benchmarks-{size}.svg").write_text(plot(found))
    return lines


def put(name: str, lines: list[str]) -> None:
    """Write a section of docs/benchmarks.md, in place of an older one of that name."""
    path = DOCS / "benchmarks.md"
    text = path.read_text()
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    block = "\n".join([begin, *lines, end])
    if begin in text:
        text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: block, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n{block}\n"
    path.write_text(text)


def section(size: int, found: list[Measured], wrong: list[str], asked: int, notes: list[str]) -> list[str]:
    ours = found[0]
    others = found[1:]
    head = ["question", f"{ours.name}, CPU ms", *(f"{other.name} ÷ ours" for other in others)]
    rows = [
        [kind, f"{own:.2f}", *(_ratio(other.milliseconds.get(kind), own) for other in others)]
        for kind, own in ours.milliseconds.items()
    ]
    rows.append(
        [
            "articles indexed per CPU second",
            f"{ours.indexed_per_cpu_second:.0f}",
            *(f"{other.indexed_per_cpu_second:.0f}" for other in others),
        ]
    )
    agreed = f"All {asked} questions: the engines agree on every total and every count that two of them give."
    load = os.getloadavg()[1]
    return [
        f"## {size:,} articles",
        "",
        *("| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)),
        "",
        agreed if not wrong else f"Disagreements on {len(wrong)} of {asked} questions: {'; '.join(wrong)}.",
        "",
        *(note for note in notes[:1]),
        "",
        f"Load while measuring: {load:.1f}. {'. '.join(notes[1:])}".strip(),
        "",
        f"![Milliseconds by kind of question, {size:,} articles](benchmarks-{size}.svg)",
    ]


def _ratio(other: float | None, own: float) -> str:
    return "–" if other is None else f"{other / own:.1f}"


def plot(found: list[Measured]) -> str:
    """Bars on a logarithmic scale from 0.1 ms to 10 s."""
    parts: list[str] = []
    y = 20
    for kind in found[0].milliseconds:
        parts.append(f'<text x="{LEFT - 8}" y="{y + 11}" text-anchor="end">{kind}</text>')
        for colour, one in zip(COLOURS, found, strict=False):
            if kind in one.milliseconds:
                value = one.milliseconds[kind]
                length = max(1.0, _place(value))
                parts.append(
                    f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{ROW_HEIGHT - 4}" fill="{colour}"/>'
                    f'<text x="{LEFT + length + 4:.1f}" y="{y + 10}" class="n">{value:.3g} ms</text>'
                )
                y += ROW_HEIGHT
        y += 8
    for n, (colour, one) in enumerate(zip(COLOURS, found, strict=False)):
        parts.append(f'<rect x="{LEFT + n * 130}" y="{y}" width="10" height="10" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + n * 130 + 14}" y="{y + 9}">{one.name}</text>')
    style = "<style>text{font:12px sans-serif;fill:#333}.n{font-size:10px}</style>"
    size = f'viewBox="0 0 {LEFT + WIDTH + 80} {y + 20}"'
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{ground}{"".join(parts)}</svg>\n'


def _place(milliseconds: float) -> float:
    import math

    return (math.log10(max(0.1, milliseconds)) + 1) / 5 * WIDTH
