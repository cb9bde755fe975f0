"""What binds several awards, as a clerk reads it out: what came before, what is left, what is lacking."""

import datetime

from ipdesk.rules.core.case import Applicant, Case
from tests.rules.pack.spoken_packs import FIRM, lines_of, paid, policy, rule, spoken, work

PARTS = policy(
    rule("首期", "40000", about={"kind": "work", "where": [{"fact": "level", "is": "high"}]}),
    rule("二期", "30000", about={"kind": "work", "where": [{"fact": "level", "is": "low"}]}),
    limits=[{"id": "order", "name": "二期须在首期之后", "rules": "二期", "after": "首期", "per": "item"}],
)
SECOND = work(ref="J1", level="low")


def test_a_later_instalment_says_when_and_how_much_came_first() -> None:
    [line] = lines_of(PARTS, SECOND, history=(paid("首期", 40_000, ref="J1", source="2023-0007"),))
    assert "“首期”已于 2023 年度资助 40,000.00 元（申请件 2023-0007）。" in spoken(line)
    [line] = lines_of(PARTS, SECOND, history=(paid("首期", 40_000, 2022, ref="J1"),))
    assert "“首期”已于 2022 年度资助 40,000.00 元。" in spoken(line)


def test_an_instalment_earlier_in_the_case_is_told_as_such() -> None:
    first = work("0", datetime.date(2023, 4, 1), "J1", level="high")
    _, line = lines_of(PARTS, first, SECOND)
    assert "本申请件中已列“首期” 40,000.00 元。" in spoken(line)


def test_an_instalment_that_comes_too_early_says_what_is_lacking() -> None:
    [line] = lines_of(PARTS, SECOND, history=(paid("首期", 40_000, ref="J2"),))
    assert spoken(line)[-1] == "按规定，二期须在首期之后，而同一专利号此前没有资助过“首期”，本项不予资助。"
    [warning] = line.warnings
    assert warning.text == "按规定，二期须在首期之后，而同一专利号此前没有资助过“首期”。"
    assert warning.values == {"requirement": "二期须在首期之后"}


MANY = policy(
    rule("授权奖励", "500"),
    rule(
        "累计奖励",
        {
            "milestone": {
                "rules": "授权奖励",
                "per": ["applicant", "year"],
                "steps": [{"at_least": "3", "amount": "3000"}, {"at_least": "2", "amount": "1000"}],
            }
        },
    ),
)


def test_a_milestone_says_what_is_counted_and_how_many_are_lacking() -> None:
    first, second, third = lines_of(MANY, *(work(number) for number in "123"))[1::2]
    assert spoken(first)[3:] == [
        "2023 年度“授权奖励”已有 1 件，未达到最低一档的 2 件，还差 1 件。",
        "还没有到档，本条这次没有奖励。",
    ]
    assert spoken(second)[3:6] == [
        "2023 年度“授权奖励”已有 2 件，达到 2 件一档，得 1,000.00 元。",
        "再有 1 件可达 3 件一档，共 3,000.00 元。",
        "按“累计奖励”，此前没有资助过，不需扣减。",
    ]
    assert spoken(third)[3:] == [
        "2023 年度“授权奖励”已有 3 件，达到 3 件一档，得 3,000.00 元。",
        "“累计奖励”全额为 3,000.00 元，本申请件前面各项已得 1,000.00 元，只补差额，可得 2,000.00 元。",
        "本项资助 2,000.00 元。",
    ]


def test_a_milestone_reached_before_leaves_no_difference() -> None:
    history = (paid("授权奖励", 500), paid("累计奖励", 1000))
    line = lines_of(MANY, work(), history=history)[1]
    assert spoken(line)[-2:] == [
        "“累计奖励”全额为 1,000.00 元，此前已资助 1,000.00 元，没有差额可补。",
        "本项不予资助。",
    ]
    assert line.warnings[0].text == "“累计奖励”全额为 1,000.00 元，此前已资助 1,000.00 元，没有差额可补。"


def quota(distinct: str, **more: str) -> dict[str, object]:
    return {
        "id": "places",
        "name": "每年名额",
        "rules": "奖励",
        "per": "year",
        "distinct": distinct,
        "count": "2",
        **more,
    }


def test_a_quota_counts_applicants_in_their_measure() -> None:
    places = policy(rule("奖励", "500"), limits=[quota("applicant")])
    [line] = lines_of(places, work(), history=(paid("奖励", 500)._replace(applicant="b1"),))
    assert spoken(line)[-2] == "每年名额 2 家，此前已用 1 家，本申请人是第 2 家。"
    again = work("2")
    line = lines_of(places, work(), again)[1]
    assert spoken(line)[-2] == "每年名额 2 家，此前已用 1 家，本申请人已计入，不占新的名额。"
    others = tuple(paid("奖励", 500)._replace(applicant=name) for name in ("b1", "b2"))
    [line] = lines_of(places, work(), history=others)
    assert spoken(line)[-1] == "每年名额 2 家，此前已用 2 家，已满，不再资助。"
    assert line.warnings[0].text.startswith("每年名额 2 家已满，")


def test_places_taken_by_one_case_are_free_for_the_next_after_the_same_history() -> None:
    places = policy(rule("奖励", "500"), limits=[quota("applicant")])
    used = places.used_by((paid("奖励", 500)._replace(applicant="b1"),))
    for name in ("c1", "d1"):
        [line] = places.evaluate(Case("c", places.id, Applicant(name, FIRM.kind), (work(),)), used=used).lines
        assert spoken(line)[-2] == "每年名额 2 家，此前已用 1 家，本申请人是第 2 家。"


def test_different_values_are_counted_in_a_measure_of_their_own() -> None:
    countries = policy(rule("奖励", "500"), limits=[quota("country")])
    [line] = lines_of(countries, work(country="US"), applicant=Applicant("a1", "individual"))
    assert spoken(line)[-2] == "每年名额 2 个，此前已用 0 个，本项的国家或地区是第 1 个。"
    grants = policy(rule("奖励", "500"), limits=[quota("grants")])
    [line] = lines_of(grants, work(grants=3), applicant=FIRM)
    assert spoken(line)[-2] == "每年名额 2 件，此前已用 0 件，本项的发明专利授权量是第 1 件。"
    named = policy(rule("奖励", "500"), limits=[quota("country", measure="国")])
    assert "每年名额 2 国，" in spoken(lines_of(named, work(country="US"))[0])[-2]


def test_a_limit_asks_only_those_whom_it_binds_for_what_it_needs() -> None:
    small = {"group": "business", "traits": "sme"}
    capped = policy(
        rule("奖励", "3000"),
        limits=[
            {"id": "cap", "name": "以费用为限", "rules": "奖励", "per": ["applicant", "year"],
             "who": [small], "where": [{"fact": "related"}], "sum": {"fact": "cost"}},
        ],
    )  # fmt: skip
    [bound] = lines_of(capped, work(related=True))
    assert "还缺：实际费用，补齐后再核算。" in spoken(bound)
    [outside] = lines_of(capped, work(related=False))
    [exempt] = lines_of(capped, work(related=True), applicant=Applicant("b1", "university"))
    assert outside.amount == exempt.amount == 300_000


def test_what_is_asked_as_yes_or_no_is_asked_as_a_question() -> None:
    asking = policy(rule("奖励", "3000", requires=[{"given": "related"}]))
    [line] = lines_of(asking, work())
    assert "还缺：是否为关联交易，补齐后再核算。" in spoken(line)
