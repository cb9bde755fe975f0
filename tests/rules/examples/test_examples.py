"""The examples of a pack: their faults, what they say where they fail, and what they leave unshown."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.library.check_file import CheckedFile, check_data, check_file
from ipdesk.rules.source.findings import Finding, Severity
from tests.places import TESTS
from tests.rules.pack.small_pack import SMALL, small

HERE = TESTS / "rules"
PACKS = HERE / "packs"
FAULTS = yaml.load((HERE / "pack_faults.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["whole"]


def text_of(pack: str, *changes: tuple[str, str]) -> str:
    text = (PACKS / f"{pack}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def check(pack: str, *changes: tuple[str, str]) -> CheckedFile:
    return check_data(text_of(pack, *changes).encode(), f"{pack}.yaml")


def failed(pack: str, *changes: tuple[str, str]) -> Finding:
    """The one example that fails after the changes."""
    (finding,) = [item for item in check(pack, *changes).findings if item.code == "example_failed"]
    return finding


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['pack']}-{fault['code']}")
def test_each_fault_is_found_on_its_line(fault: dict[str, Any], tmp_path: Path) -> None:
    text = text_of(fault["pack"], (fault["old"], fault["new"]))
    path = tmp_path / f"{fault['pack']}.yaml"
    path.write_text(text, encoding="utf-8")
    found = [item for item in check_file(path).findings if item.code == fault["code"]]
    assert len(found) == 1, [str(item) for item in check_file(path).findings]
    (finding,) = found
    assert (finding.severity.value, finding.clause) == (fault["severity"], fault["clause"])
    for part in fault["says"]:
        assert part in finding.message
    assert fault["at"] in text.splitlines()[finding.line - 1]


# ------------------------------------------------------------ what fails is told


def test_each_line_that_differs_is_told_with_its_working() -> None:
    """33% of 100000 less 10000 leave 23000, which the first award uses up."""
    finding = failed("limits", ("rate: 50, of: cost", "rate: 33, of: cost"))
    details = "\n".join(finding.details)
    assert finding.clause == "stage" and finding.severity is Severity.ERROR
    assert "成果 1，条款 stage“立项”（第 " in details
    assert "  应为：可资助（awarded）30,000.00 元\n  实为：限额核减（reduced）23,000.00 元\n" in details
    assert "  原因应为：无\n" in details
    assert "  原因实为：amount_cap（金额到了上限），limit: 23000，used: 0，cut: 7000\n" in details
    assert "  核算过程：\n    依据" in details
    assert "条款 finish" in details
    assert "条款 station" not in details, "what comes out right is not told"


def test_only_the_lines_that_differ_are_told() -> None:
    finding = failed(
        "limits",
        ("rule: finish, status: reduced, amount: 10000", "rule: finish, status: reduced, amount: 9000"),
    )
    heads = [text for text in finding.details if not text.startswith(" ")]
    assert len(heads) == 1 and heads[0].startswith("成果 1，条款 finish“验收”")
    assert not any("原因" in text for text in finding.details), "the reasons are as expected"


def test_a_line_too_many_and_a_line_missing_are_named_as_such() -> None:
    line = '      - {achievement: "2", rule: station, status: awarded, amount: 1000}\n'
    surplus = failed("limits", (line, ""))
    assert surplus.details[:3] == (
        "成果 2，条款 station“工作站”",
        "  应为：没有这一行（expect 里没有写）",
        "  实为：可资助（awarded）1,000.00 元",
    )
    missing = failed("limits", (line, line + line.replace("rule: station", "rule: stage")))
    assert missing.details[1:] == (
        "  应为：可资助（awarded）1,000.00 元",
        "  实为：没有这一行，这项成果是“工作站考核”，本条管的是“项目”。",
    )


def test_the_order_of_the_lines_does_not_matter() -> None:
    lines = [
        '      - {achievement: "1", rule: prize-high, status: awarded, amount: 5000}\n',
        '      - {achievement: "1", rule: prize-low, status: excluded, amount: 0, warnings: highest_only}\n',
    ]
    checked = check("limits", ("".join(lines), "".join(reversed(lines))))
    assert checked.passed


# ------------------------------------------------------------ figures of warnings, notices


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("amount_cap", True),
        ("[amount_cap]", True),
        ("{code: amount_cap}", True),
        ("{code: amount_cap, limit: 40000, used: 30000, cut: 30000}", True),
        ("[{code: amount_cap, used: 30000.00}]", True),
        ("{code: amount_cap, limit: 40000.01}", False),
        ("{code: amount_cap, used: 29999}", False),
        ("{code: amount_cap, cut: 1}", False),
        ("{code: amount_cap, ceiling: 40000}", False),
    ],
)
def test_the_figures_of_a_warning_are_compared_where_they_are_given(written: str, right: bool) -> None:
    """Half of 100000 less 10000 is 40000; 30000 are gone, so 30000 of the second award's 40000 are cut."""
    old = "rule: finish, status: reduced, amount: 10000, warnings: amount_cap}"
    checked = check("limits", (old, old.replace("amount_cap", written)))
    assert checked.passed is right
    if not right:
        (finding,) = [item for item in checked.findings if item.severity is Severity.ERROR]
        assert (
            "  原因实为：amount_cap（金额到了上限），limit: 40000，used: 30000，cut: 30000" in finding.details
        )


@pytest.mark.parametrize(("written", "right"), [("{limit: 1, used: 1, cut: 1}", True), ("{used: 2}", False)])
def test_counts_are_compared_as_whole_numbers(written: str, right: bool) -> None:
    """In 2022 there is one place and it is taken."""
    old = '- {achievement: "1", rule: station, status: excluded, amount: 0, warnings: quota}'
    new = old.replace("quota", written.replace("{", "{code: quota, "))
    assert check("limits", (old, new)).passed is right


@pytest.mark.parametrize(("facts", "right"), [("cost", True), ("[cost, other]", False)])
def test_the_missing_facts_are_compared(facts: str, right: bool) -> None:
    old = '- {achievement: "4", rule: stage, status: incomplete, amount: 0, warnings: missing_fact}'
    new = old.replace("missing_fact", f"{{code: missing_fact, facts: {facts}}}")
    assert check("limits", (old, new)).passed is right


@pytest.mark.parametrize(("notices", "right"), [("pool_scaled", True), ("[]", False), ("[no_rule]", False)])
def test_notices_are_compared_where_they_are_given(notices: str, right: bool) -> None:
    """Interest is paid from a pool that may be scaled down, and every answer says so."""
    old = "  - why: 有效期内的上限只管企业，个人每年重新计算。\n"
    checked = check("limits", (old, f"{old}    notices: {notices}\n"))
    assert checked.passed is right
    if not right:
        (finding,) = [item for item in checked.findings if item.severity is Severity.ERROR]
        assert (
            "提示实为：pool_scaled（总额有限，各项都是至多可得的数额，汇总全部申报后核定）" in finding.details
        )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "payee: 研发中心, shares: {市级: 60,",
            "payee: 研究院, shares: {市级: 60,",
            ("  收款人应为：研究院", "  收款人实为：研发中心"),
        ),
        (
            "shares: {市级: 60, 县级: 140.01}",
            "shares: {市级: 60.01, 县级: 140}",
            ("  分担应为：市级 60.01 元、县级 140.00 元", "  分担实为：市级 60.00 元、县级 140.01 元"),
        ),
        (
            'rule: part-2, status: awarded, amount: 30000}\n      - {achievement: "4"',
            "rule: part-2, status: awarded, amount: 30000, payee: 丙, shares: {市级: 1}}\n"
            '      - {achievement: "4"',
            ("  收款人实为：申请人本人", "  分担实为：不分担"),
        ),
    ],
)
def test_who_is_paid_and_which_level_bears_what_is_compared_where_given(
    old: str, new: str, says: tuple[str, ...]
) -> None:
    """3 to 7 of 200.01 are 60.003 and 140.007, to the fen 60.00 and 140.01."""
    details = failed("sequences", (old, new)).details
    assert set(says) <= set(details)


# ------------------------------------------------------------ clawbacks

BACK = """\
clawback_examples:
  - why: 三年内转出县外的收回一半。
    event: {name: 转让出县, date: 2025-03-01, applicant: a1, ref: X1}
    awards:
      - {rule: grant, date: 2022-03-01, amount: 500, ref: X1, back: 250, clause: moved}
      - {rule: grant, date: 2022-02-28, amount: 500, ref: X1, back: 0}
      - {rule: grant, date: 2022-03-01, amount: 500, ref: X2, back: 0}
      - {rule: grant, date: 2022-03-01, amount: 500, ref: X1, applicant: b1, back: 0}
"""


def with_clawbacks(text: str) -> CheckedFile:
    return check("sequences", ("examples:\n", f"{text}examples:\n"))


def test_clawbacks_are_worked_out() -> None:
    """Three years from 1 March 2022 end on 1 March 2025; half of 500 is 250."""
    checked = with_clawbacks(BACK)
    assert checked.passed
    assert {item.clause for item in checked.findings if item.code == "clawback_not_shown"} == {
        "late-papers",
        "left",
        "false-papers",
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("back: 250, clause: moved", "back: 500, clause: moved", 5, "  应为：收回 500.00 元（moved）"),
        ("back: 250, clause: moved", "back: 250, clause: false-papers", 5, "  实为：收回 250.00 元（moved）"),
        (
            "2022-02-28, amount: 500, ref: X1, back: 0",
            "2022-02-28, amount: 500, ref: X1, back: 250",
            6,
            "  实为：不收回",
        ),
    ],
)
def test_what_must_be_paid_back_otherwise_is_told(old: str, new: str, line: int, says: str) -> None:
    text = BACK.replace(old, new)
    checked = with_clawbacks(text)
    (finding,) = [item for item in checked.findings if item.severity is Severity.ERROR]
    first = text_of("sequences").splitlines().index("examples:")
    assert (finding.code, finding.line) == ("example_failed", first + line)
    assert says in finding.details


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("name: 转让出县", "name: 转让到县外", "unknown_event", "转让出县"),
        ("clause: moved", "clause: move", "unknown_clawback", "是否应为“moved”"),
        ("- {rule: grant, date: 2022-02-28", "- {rule: grants, date: 2022-02-28", "unknown_rule", "“grant”"),
    ],
)
def test_words_in_the_examples_of_clawbacks_are_checked(old: str, new: str, code: str, says: str) -> None:
    found = [item for item in with_clawbacks(BACK.replace(old, new)).findings if item.code == code]
    assert [says in item.message for item in found] == [True]


# ------------------------------------------------------------ what no example shows


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{contract_amount: 30000}", "{contract_amount: 30000, recorded: true}", "requirement_not_shown", 28),
        (
            "readings:",
            "bar: {fact: supported_elsewhere, text: 已获其他政策资助}\nreadings:",
            "bar_not_shown",
            9,
        ),
    ],
)
def test_a_requirement_that_is_always_met_and_a_bar_that_never_bars_are_remarked_upon(
    old: str, new: str, code: str, line: int
) -> None:
    assert check_data(small().encode(), "small.yaml").findings == ()
    found = [item for item in check_data(small(old=old, new=new).encode(), "small.yaml").findings]
    assert [(item.line, item.severity) for item in found if item.code == code] == [(line, Severity.WARNING)]


@pytest.mark.parametrize(
    ("pack", "name", "says"),
    [
        ("absent", "升级补差额", "已经得过低的一项、只补差额"),
        ("absent", "各级称号取高", "同时得到两项、只取高的一项"),
        ("absent", "每家每年总额", "恰好用完、再多一点就受限"),
        ("sequences", "须已拨付首期", "前一期还没有付"),
        ("limits", "年度贴息总额", "在这些规定下得到资助、写明 notices"),
    ],
)
def test_what_an_example_of_a_limit_is_about_is_said(pack: str, name: str, says: str) -> None:
    """Only the last example is kept, which meets none of these limits."""
    head, _, examples = text_of(pack).partition("examples:\n")
    text = f"{head}examples:\n  - why:{examples.rpartition('  - why:')[2]}"
    found = [item.message for item in check_data(text.encode(), "one.yaml").findings]
    assert f"没有一个算例碰到“{name}”，请补一个{says}的算例。" in found


def test_a_requirement_not_met_beside_another_is_not_yet_shown() -> None:
    """The second requirement fails only where the first does; in an example of its own it is shown."""
    two = "requires: [{fact: recorded}, {fact: implemented}]"
    met = "recorded: true, implemented: true"
    text = small(old="requires: [{fact: recorded}]", new=two).replace("recorded: true", met)
    found = [item for item in check_data(text.encode(), "small.yaml").findings]
    assert [item.code for item in found] == ["requirement_not_shown"] * 2
    alone = text.replace("{contract_amount: 30000}", "{contract_amount: 30000, implemented: true}")
    (finding,) = check_data(alone.encode(), "small.yaml").findings
    assert finding.code == "requirement_not_shown" and "已转化运用" in finding.message


# ------------------------------------------------------------ no examples


def test_a_pack_without_examples_cannot_be_used() -> None:
    text = text_of("days").partition("examples:")[0]
    (finding,) = check_data(text.encode(), "days.yaml").findings
    assert (finding.severity, finding.code) == (Severity.ERROR, "no_examples")


# ------------------------------------------------------------ whatever is written

WRITTEN = [
    "",
    "x",
    "0",
    "-1",
    "²",
    "٣",
    "½",
    "NaN",
    "1e400",
    "三",
    "50%",
    "a，b",
    "[]",
    "{}",
    "{fact: x}",
    "[1, 2]",
]
VALUES = re.compile(r": ([^\n,{}\[\]]+)")


@given(st.data())
@settings(deadline=None)
def test_whatever_is_written_in_a_pack_is_answered_in_sentences(data: st.DataObject) -> None:
    """Two values of a pack are written over: the check tells, and never crashes."""
    text = text_of(data.draw(st.sampled_from(["limits", "sequences", "days", "amounts"])))
    for _ in range(2):
        place = data.draw(st.sampled_from(list(VALUES.finditer(text))))
        text = text[: place.start(1)] + data.draw(st.sampled_from(WRITTEN)) + text[place.end(1) :]
    for finding in check_data(text.encode(), "written.yaml").findings:
        assert finding.line >= 1
        assert finding.code == "example_failed" or finding.message.endswith(("。", "？"))


def test_an_earlier_award_that_counts_nowhere_for_want_of_a_fact_is_remarked_upon() -> None:
    apart = ("per: applicant\n    top_up: true", "per: [applicant, name]\n    top_up: true")
    entry = "{rule: first-part, applicant: a1, year: 2022, amount: 4000, facts: {name: big}}"
    nameless = "{rule: rank-first, applicant: a1, year: 2022, amount: 4000}"
    found = check("absent", apart, (entry, nameless)).findings
    (remark,) = [item for item in found if item.code == "history_uncounted"]
    assert "没有写 name" in remark.message and "计不进“升级补差额”" in remark.message
    assert text_of("absent", apart, (entry, nameless)).splitlines()[remark.line - 1].endswith(nameless)


def test_a_pack_whose_examples_expect_nothing_is_as_good_as_untested(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(re.sub(r"expect: \[.*\]", "expect: []", SMALL), encoding="utf-8")
    found = [finding.code for finding in check_file(path).findings if finding.severity is Severity.ERROR]
    assert found == ["example_empty"]


def test_a_built_in_fact_written_anew_is_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    registrar = "registrar: {name: 登记机构, type: choice, choices: {guangdong: 广东}}"
    own = f"words:\n  facts:\n    work_registration:\n      {registrar}\n"
    path.write_text(SMALL.replace("rules:\n", own + "rules:\n", 1), encoding="utf-8")
    [finding] = [finding for finding in check_file(path).findings if finding.code == "redefined"]
    assert finding.severity is Severity.WARNING and "登记机构" in finding.message
