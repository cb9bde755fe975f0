"""A call settled over all its claims: exact sums, no order, nobody above its claim, ties told."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.awards.settlement import Claim, Pot, Quota, SettledClaim, factors, settle
from ipdesk.models.records import RankedPlaces, SettlementChoices

POOL, OTHER = Pot("pool", "“年度总额”", 100_000, 100_000), Pot("other", "“另一总额”", 5_000, 5_000)
PLAIN, SCALE = SettlementChoices(), SettlementChoices(scale_budget=True)


def claim(at: int, amount: int, *pools: str, rule: str = "p/1", score: str = "") -> Claim:
    number = f"2024-{at:04}"
    return Claim(at, number, "示例", "1", rule, "转让资助", amount, pools, Decimal(score) if score else None)


def amounts(claims: tuple[SettledClaim, ...]) -> list[int]:
    return [item.amount for item in claims]


def test_a_pool_is_scaled_for_all_alike_and_says_so() -> None:
    """150,000 fen against 100,000: two thirds each; 33.33… and the largest fraction takes the odd fen."""
    found = settle(
        [claim(1, 50_000, "pool"), claim(2, 100_000, "pool"), claim(3, 7_000)], [POOL], None, PLAIN
    )
    assert amounts(found.claims) == [33_333, 66_667, 7_000]
    assert found.claims[0].reasons == ("“年度总额”1,000.00元，本批合计1,500.00元，超出总额，按比例核减",)
    assert found.claims[2].reasons == () and found.problems == ()


def test_what_earlier_awards_used_of_a_pool_is_gone() -> None:
    used = POOL._replace(left=40_000)
    found = settle([claim(1, 50_000, "pool"), claim(2, 50_000, "pool")], [used], None, PLAIN)
    assert amounts(found.claims) == [20_000, 20_000]
    assert "此前已用600.00元" in found.claims[0].reasons[0]


def test_of_a_range_the_odd_fen_go_to_its_first_places() -> None:
    """Eleven claims of 1 yuan share 10.05: 91.36 fen each, so four of them have a fen more."""
    places = [claim(1, 100, "pool")._replace(achievement=f"1/{place}") for place in range(11, 0, -1)]
    found = settle(places, [POOL._replace(left=1_005)], None, PLAIN)
    assert {item.claim.achievement: item.amount for item in found.claims} == {
        f"1/{place}": 92 if place <= 4 else 91 for place in range(1, 12)
    }


def test_a_pool_that_holds_all_cuts_nothing() -> None:
    found = settle([claim(1, 50_000, "pool"), claim(2, 50_000, "pool")], [POOL], None, PLAIN)
    assert amounts(found.claims) == [50_000, 50_000] and not any(one.reasons for one in found.claims)


def test_a_budget_that_is_exceeded_is_refused_or_cuts_all_alike() -> None:
    budget = Pot("budget", "批次预算", 60_000, 60_000)
    claims = [claim(1, 50_000), claim(2, 70_000)]
    refused = settle(claims, [], budget, PLAIN)
    assert "拟资助合计 1,200.00 元，批次预算还剩 600.00 元，超出 600.00 元" in refused.problems[0]
    assert amounts(refused.claims) == [50_000, 70_000]
    scaled = settle(claims, [], budget, SCALE)
    assert (amounts(scaled.claims), scaled.problems) == ([25_000, 35_000], ())


def test_the_best_keep_their_sums_and_the_others_hear_their_place() -> None:
    places = SettlementChoices((RankedPlaces("p/1", 2),))
    claims = [claim(1, 100, score="80"), claim(2, 100, score="92.5"), claim(3, 100, score="85")]
    found = settle(claims, [], None, places)
    assert amounts(found.claims) == [0, 100, 100]
    assert found.claims[0].reasons == ("评审得分80分，列第3名，名额2个",)


def test_a_tie_at_the_last_place_is_told_and_nothing_is_decided_by_it() -> None:
    claims = [claim(1, 100, score="85"), claim(2, 100, score="92.5"), claim(3, 100, score="85")]
    found = settle(claims, [], None, SettlementChoices((RankedPlaces("p/1", 2),)))
    assert amounts(found.claims) == [100, 100, 100]
    assert "2024-0001、2024-0003 得分相同（85分），并列第2名" in found.problems[0]
    enough = settle(claims, [], None, SettlementChoices((RankedPlaces("p/1", 3),)))
    assert enough.problems == ()
    above = settle(claims, [], None, SettlementChoices((RankedPlaces("p/1", 1),)))
    assert (amounts(above.claims), above.problems) == ([0, 100, 0], ())


def test_without_a_score_nobody_is_ranked() -> None:
    found = settle(
        [claim(1, 100, score="85"), claim(2, 100)], [], None, SettlementChoices((RankedPlaces("p/1", 1),))
    )
    assert "2024-0002 没有专家评分" in found.problems[0] and amounts(found.claims) == [100, 100]


CLAIMS = st.lists(
    st.tuples(st.integers(0, 10**7), st.sampled_from([(), ("pool",), ("other",), ("pool", "other")])),
    min_size=1,
    max_size=20,
).map(lambda found: [claim(at, amount, *pools) for at, (amount, pools) in enumerate(found, start=1)])


@given(CLAIMS, st.integers(0, 10**7), st.randoms(use_true_random=False))
def test_sums_are_exact_nobody_gets_more_than_its_claim_and_the_order_of_files_does_not_matter(
    claims: list[Claim], left: int, random: object
) -> None:
    budget = Pot("budget", "批次预算", left, left)
    found = settle(claims, [POOL, OTHER], budget, SCALE)
    assert found.after <= left
    for pot in (POOL, OTHER):
        assert sum(item.amount for item in found.claims if pot.id in item.claim.pools) <= pot.left
    assert all(0 <= item.amount <= item.claim.amount for item in found.claims)
    assert all(bool(item.reasons) == (item.amount < item.claim.amount) for item in found.claims)
    mixed = list(claims)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert settle(mixed, [POOL, OTHER], budget, SCALE) == found


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=20))
def test_a_pool_that_does_not_hold_all_is_used_up_to_the_fen(amounts_claimed: list[int]) -> None:
    claims = [claim(at, amount, "pool") for at, amount in enumerate(amounts_claimed, start=1)]
    found = settle(claims, [POOL], None, PLAIN)
    assert found.after == min(sum(amounts_claimed), POOL.left)


# --- quotas ---

QUOTA = Quota("excellent", "“优秀工作站名额”", "家", 2)


def taking(at: int, who: str, amount: int = 100, score: str = "") -> Claim:
    return claim(at, amount, score=score)._replace(who=who, quotas=("excellent",))


def test_a_quota_that_holds_all_cuts_nothing_and_one_applicant_takes_one_place() -> None:
    claims = [taking(1, "a"), taking(2, "a"), taking(3, "b"), claim(4, 100)]
    found = settle(claims, [], None, PLAIN, [QUOTA])
    assert (amounts(found.claims), found.problems) == ([100] * 4, ())
    assert list(factors(found, [], None, [QUOTA])) == [
        "“优秀工作站名额” 2 家，可用 2 家，申报 2 家，核定 2 家"
    ]


def test_who_gets_a_place_is_never_guessed() -> None:
    """Two places, one of them taken last month by d, who may have another thing beside it."""
    used = QUOTA._replace(taken=frozenset("d"))
    claims = [taking(1, "a"), taking(2, "b"), taking(3, "c", 0), taking(4, "d")]
    found = settle(claims, [], None, PLAIN, [used])
    assert amounts(found.claims) == [100, 100, 0, 100]
    assert found.problems == (
        "“优秀工作站名额”2家，此前已用1家，本批2家申请（2024-0001、2024-0002），超出1家。"
        "请把不予资助的逐件核减为0再汇总；有专家评分的，可以填写名额按得分排名。",
    )


def test_ranked_by_score_the_places_go_to_the_best() -> None:
    claims = [taking(1, "a", score="80"), taking(2, "b", score="92"), taking(3, "c", score="85")]
    chosen = SettlementChoices((RankedPlaces("p/1", 2),))
    found = settle(claims, [], None, chosen, [QUOTA])
    assert (amounts(found.claims), found.problems) == ([0, 100, 100], ())
    too_many = SettlementChoices((RankedPlaces("p/1", 3),))
    assert "超出1家" in settle(claims, [], None, too_many, [QUOTA]).problems[0]


def test_a_quota_that_is_used_up_leaves_nothing_for_others() -> None:
    full = QUOTA._replace(taken=frozenset("xy"))
    found = settle([taking(1, "a"), taking(2, "x"), claim(3, 100)], [], None, PLAIN, [full])
    assert (amounts(found.claims), found.problems) == ([0, 100, 100], ())
    assert found.claims[0].reasons == ("“优秀工作站名额”2家，此前已用完，本批不再资助",)


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 500)), max_size=9),
    st.integers(1, 4),
    st.frozensets(st.sampled_from("abcdef"), max_size=4),
)
def test_no_settlement_without_a_problem_passes_a_quota(
    asked: list[tuple[str, int]], places: int, taken: frozenset[str]
) -> None:
    quota = QUOTA._replace(at_most=places, taken=taken)
    found = settle([taking(at, *one) for at, one in enumerate(asked)], [], None, PLAIN, [quota])
    holders = {item.claim.who for item in found.claims if item.amount} | taken
    assert found.problems or len(holders) <= max(places, len(taken))
