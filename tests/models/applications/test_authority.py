"""Whether papers may say that this office decides."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.documents.letters.award.approval_stage import competence
from ipdesk.documents.letters.award.assemble import decided_by
from ipdesk.models.applications.authority import authority_of, from_elsewhere
from ipdesk.models.records import Office
from ipdesk.models.workflow import Level
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Desk, licence
from tests.models.handlers.test_calls import DETAILS

PAPER = "《关于交由县级审定的通知》（韶市监知〔2024〕6号）"


def test_by_a_policy_of_the_city_a_county_decides_only_where_it_was_let() -> None:
    city = standard_library().policy("shaoguan-2021")
    zone = standard_library().policy("zhaoqing-hitech-2022")
    let = replace(DETAILS, delegation=PAPER)
    rows = (
        ("澄溪县市场监督管理局", city, None, Level.OWN, True),
        ("澄溪县市场监督管理局", city, DETAILS, Level.OWN, True),
        ("澄溪县市场监督管理局", city, let, Level.OWN, False),
        ("韶关市市场监督管理局", city, None, Level.OWN, False),
        ("澄溪县市场监督管理局", city, DETAILS, Level.UPPER, False),
        ("肇庆高新区经济贸易和科技局", zone, None, Level.OWN, False),
    )
    for office, policy, call, level, lacking in rows:
        assert authority_of(office, policy, call, level).lacking is lacking, (office, level)


def test_a_policy_of_another_city_is_noticed_where_the_office_says_where_it_lies() -> None:
    of = {one: standard_library().policy(one) for one in ("shaoguan-2021", "zhaoqing-hitech-2022")}
    rows = (
        ("澄溪县市场监督管理局", "广东省韶关市澄溪县府前路18号", "shaoguan-2021", ""),
        (
            "澄溪县市场监督管理局",
            "广东省韶关市澄溪县府前路18号",
            "zhaoqing-hitech-2022",
            "肇庆高新区管委会办公室",
        ),
        ("澄溪县市场监督管理局", "澄溪县府前路18号", "zhaoqing-hitech-2022", ""),
        ("肇庆高新区市场监督管理局", "大旺大道1号", "zhaoqing-hitech-2022", ""),
        ("肇庆市市场监督管理局", "", "shaoguan-2021", "韶关市人民政府办公室"),
    )
    for name, address, policy, issuer in rows:
        office = Office(name=name, red_header=name, number_prefix="甲知", address=address)
        assert from_elsewhere(office, of[policy]) == issuer, (name, policy)


def test_no_letter_says_that_the_office_decided_where_nothing_lets_it(desk: Desk) -> None:
    detail = desk.detail(desk.confirmed(desk.register(), licence()))
    lacking = authority_of("示例县市场监督管理局", desk.policy, None, Level.OWN)
    assert decided_by(detail).startswith("2024年6月20日")
    assert decided_by(detail, lacking) == ""
    let = authority_of("示例县市场监督管理局", desk.policy, replace(DETAILS, delegation=PAPER), Level.OWN)
    assert decided_by(detail, let) == decided_by(detail)
    entrusted = replace(DETAILS, delegation=PAPER, entrusted=True, principal="韶关市市场监督管理局")
    other = authority_of("示例县市场监督管理局", desk.policy, entrusted, Level.OWN)
    assert decided_by(detail, other) == "", "the meeting is of another office than the one that signs"
    assert competence(other).endswith(f"韶关市市场监督管理局以{PAPER}委托本局办理，文书以委托机关的名义印发")
