"""A sum divided among claims: exact, in proportion, and never above a claim where there is too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.shares import shares

CLAIMS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("claims", "total", "divided"),
    [
        ([1, 1, 1], 2, (1, 1, 0)),  # equal fractions: the earlier
        ([300, 200, 100], 100, (50, 33, 17)),  # 33.33 and 16.67: the odd fen goes to the larger fraction
        ([1, 2], 3, (1, 2)),
        ([5, 0, 5], 1, (1, 0, 0)),
        ([0, 0], 0, (0, 0)),
        ([100], 250, (250,)),
    ],
)
def test_the_largest_fraction_takes_the_odd_fen(
    claims: list[int], total: int, divided: tuple[int, ...]
) -> None:
    assert shares(claims, total) == divided


@given(CLAIMS, st.data())
def test_it_is_exact_and_within_a_fen_of_the_proportion(claims: list[int], data: st.DataObject) -> None:
    whole = sum(claims)
    total = data.draw(st.integers(0, whole))
    divided = shares(claims, total)
    assert sum(divided) == total
    for claim, share in zip(claims, divided, strict=True):
        assert share <= claim
        assert abs(share * whole - total * claim) < whole


@given(CLAIMS, st.data())
def test_who_claims_more_never_gets_less(claims: list[int], data: st.DataObject) -> None:
    divided = shares(claims, data.draw(st.integers(0, sum(claims))))
    ordered = sorted(zip(claims, divided, strict=True))
    assert [share for _, share in ordered] == sorted(share for _, share in ordered)


@pytest.mark.parametrize(("claims", "total"), [([1], -1), ([], 1), ([0], 1)])
def test_what_cannot_be_divided_is_refused(claims: list[int], total: int) -> None:
    with pytest.raises(ValueError, match="divided"):
        shares(claims, total)
