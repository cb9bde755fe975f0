"""What clauses say themselves: typed word for word, replaced, forgotten, refused where no quotation."""

from __future__ import annotations

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import InvalidInput, NotFound
from tests.actors import CLERK
from tests.models.desk import Desk, licence, works

WORKS, LICENCE = "shaoguan-2021/4-work-registration", "shaoguan-2021/7-patent-transaction"
SAID = "对取得本省作品登记证书的，每件资助200元。"


def keep(desk: Desk, **wordings: str) -> None:
    named = {{"works": WORKS, "licence": LICENCE}.get(one, one): text for one, text in wordings.items()}
    desk.store.run(commands.KeepClauseWordings(policy=desk.policy, wordings=named), CLERK)


def test_those_that_are_named_are_kept_replaced_or_forgotten_and_others_stay(desk: Desk) -> None:
    keep(desk, works=f" {SAID}\n", licence="按合同金额的1%资助。")
    assert desk.store.read(queries.clause_wordings, desk.policy.id)[WORKS] == SAID
    keep(desk, licence="按照合同金额的1%给予资助。")
    keep(desk, works="")
    assert desk.store.read(queries.clause_wordings, desk.policy.id) == {LICENCE: "按照合同金额的1%给予资助。"}
    last = desk.store.read(queries.audit_entries)[0]
    assert (last.action, last.fields) == ("keep_wordings", (WORKS,))


@pytest.mark.parametrize(
    ("wording", "said"),
    [(f"“{SAID}”", "不用加引号"), ("资" * 601, "最多600个字")],
    ids=["quoted already", "a whole document"],
)
def test_what_is_no_quotation_is_refused_and_nothing_is_kept(desk: Desk, wording: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        keep(desk, licence="按合同金额的1%资助。", works=wording)
    [problem] = refused.value.problems
    assert (problem.field, problem.row) == ("wording", WORKS) and said in problem.message
    assert desk.store.read(queries.clause_wordings, desk.policy.id) == {}


def test_a_clause_that_the_policy_does_not_have_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="没有这一条款"):
        keep(desk, **{"shaoguan-2021/99": SAID})


def test_what_nobody_typed_is_known_by_the_lines_that_rest_on_it(desk: Desk) -> None:
    application = desk.draft(desk.register(), licence(), works())
    desk.accept(application)
    keep(desk, works=SAID)
    assert desk.store.read(queries.unquoted_rules, [application.application]) == (LICENCE,)
