"""How a public notice stands, in the list of them."""

import datetime
from dataclasses import replace

from ipdesk.models.records import NoticeSummary
from ipdesk.models.workflow import State
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.notices.rows import notice_state
from ipdesk.ui.notices.usual import policies_cited, usual_basis, without_call
from tests.ui.applications.test_next_steps import row

FIRST = datetime.date(2024, 6, 20)
NOTICE = NoticeSummary(
    id=1, number="示公示〔2024〕1号", title="名单", begins=FIRST, last_day=datetime.date(2024, 6, 26),
    applications=1, lines=1, amount=100, open_objections=0, closed_on=None,
)  # fmt: skip


def test_a_notice_whose_period_is_over_is_marked_until_somebody_closes_it() -> None:
    days = {-1: "未开始", 0: "还有 6 天", 6: "今天期满", 7: "▲ 期满 1 天，待结束", 20: "▲ 期满 14 天，待结束"}
    said = {after: notice_state(NOTICE, FIRST + datetime.timedelta(days=after)) for after in days}
    assert said == days
    later = FIRST + datetime.timedelta(days=20)
    assert notice_state(replace(NOTICE, closed_on=later), later) == "已结束"
    assert notice_state(replace(NOTICE, open_objections=2), later) == "异议待答复 2"


def test_a_notice_names_the_calls_of_its_files_only_where_each_belongs_to_one() -> None:
    of_a_call = replace(
        row(State.PROPOSED), call=1, call_title="2024年度补充批次", call_notice="示知资〔2024〕3号"
    )
    cited = policies_cited((of_a_call,), standard_library().policy)
    assert usual_basis((of_a_call, of_a_call), standard_library().policy, lambda _: "") == "、".join(
        (*cited, "申报通知（示知资〔2024〕3号）")
    )
    mixed = (of_a_call, row(State.PROPOSED))
    assert (usual_basis(mixed, standard_library().policy, lambda _: ""), without_call(mixed)) == (cited[0], 1)
    assert without_call((row(State.PROPOSED),)) == 0, "nothing is left out that was to be named"
