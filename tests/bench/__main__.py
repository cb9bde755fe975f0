"""`make bench`: every figure as a ratio within one run; a shortfall is shown, not hidden."""

import importlib
import sys

from tests.bench.report import Figure

SECTIONS = (
    "engine",
    "screen",
    "letters",
    "tables",
    "batches",
    "payments",
    "funds",
    "lists",
    "words",
    "start",
)


def main(names: list[str]) -> int:
    """Run the named sections, or all, and print their figures; 1 if one falls short."""
    short = False
    for name in names or SECTIONS:
        print(f"\n{name}", flush=True)
        for figure in importlib.import_module(f"tests.bench.{name}").run():
            print(f"  {describe(figure)}", flush=True)
            short = short or not reached(figure)
    return int(short)


def reached(figure: Figure) -> bool:
    """Say whether a figure is what it should be."""
    return figure.ratio >= figure.need if figure.at_least else figure.ratio <= figure.need


def describe(figure: Figure) -> str:
    """Return a figure as a line: what, the ratio, what is asked, and the absolute values behind it."""
    sign = "≥" if figure.at_least else "≤"
    word = "ok   " if reached(figure) else "SHORT"
    return f"{word} {figure.name}: {figure.ratio:.3g} (asked {sign} {figure.need:g}) {figure.detail}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
