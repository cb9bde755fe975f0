"""The functions: half of them a glance long, nearly all of them a paragraph, and hardly any a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.architecture.house import FILES, lines_of_functions, read

MOST = {50: 6, 90: 13, 99: 23}
"""How many lines that of the fiftieth, ninetieth and ninety-ninth of a hundred may have at most.

Signature and docstring count; methods and the functions in functions are functions, too.
"""


def longest(lengths: Sequence[int]) -> Mapping[int, int]:
    """Return how long that function is at each place of ``MOST``, the shortest first."""
    ordered = sorted(lengths)
    return {place: ordered[place * len(ordered) // 100] for place in MOST}


def beyond(lengths: Sequence[int]) -> list[str]:
    """Return which figures are not held, and by how many functions, in words for whoever has to cut them."""
    found = longest(lengths)
    return [
        f"{100 - place} % may have more than {most} lines, but"
        f" {sum(one > most for one in lengths)} of {len(lengths)} have"
        for place, most in MOST.items()
        if found[place] > most
    ]


def test_functions_are_read_at_a_glance() -> None:
    assert beyond([count for path in FILES for count in read(path).functions]) == []


def test_a_long_function_is_noticed() -> None:
    of_the_house = [6] * 60 + [13] * 35 + [23] * 5
    assert beyond(of_the_house) == []
    assert beyond([*of_the_house[:-2], 24, 24]) == ["1 % may have more than 23 lines, but 2 of 100 have"]
    assert len(beyond([*of_the_house[:-12], *[40] * 12])) == 2
    assert len(beyond([40] * 100)) == 3


def test_every_function_is_counted_with_all_of_its_lines() -> None:
    source = '''
class A:
    @property
    def of_a_class(self):
        """Say something.

        More.
        """
        def inside():
            return 1
        return inside

try:
    def tried(): pass
except ValueError:
    async def caught():
        await 1
'''
    assert lines_of_functions(source) == [8, 2, 1, 2]
