"""What the recipient of an award has to do: matching funds, what was promised, the accounts of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ipdesk.documents.letters.application_letter import Addressing
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.citations import short_title
from ipdesk.models.applications.collection import collection_terms
from ipdesk.models.records import AwardLine
from ipdesk.models.services.item_names import ItemNames
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.payment import matching_due
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.model import Rule

COMMITMENT = "commitment"
"""The fact of the vocabulary that says whether the applicant promised what a clause demands."""
MATCHING = (
    "{you}应当依据{policy}{article}，对“{title}”事项按不低于{ratio}的比例配套专项资金，即不少于{amount}元"
)
PROMISED = "{you}应当履行“{title}”事项的承诺：{promise}"
PROJECT = "project"
"""The kind of the vocabulary for what is carried out over a time 项目."""
OF_PROJECTS = "{named}事项{asked}"
USUAL_OF_PROJECTS = (
    "应当按照申报书（任务书）确定的内容、进度和经费预算组织实施，资金专项用于该事项、单独核算；"
    "完成以后按照申报通知或者任务书规定的时间提交验收材料，没有使用的资金按规定退回"
)
PAID_TO, PAID_OUT = "“{title}”的{amount}元付给{payee}", "{payments}，{you}应当协助其将收款账户书面报送我局"


def duties(source: ApplicationSource, addressing: Addressing) -> tuple[str, ...]:
    """Return what the recipient has to do for what was granted, in Chinese."""
    lines, policy, addressee = source.detail.lines, source.policy, source.detail.applicant.name
    granted: dict[str, int] = {}
    for line in lines:
        if line.granted:
            granted[line.line.rule] = granted.get(line.line.rule, 0) + line.granted
    payments, titles = to_others(lines, policy, addressee), _titles(lines, policy, addressee)
    return (
        *_of_projects(source, titles),
        *_matching(granted, lines, policy, addressing, titles),
        *(
            PROMISED.format(you=addressing.you, title=titles[rule], promise=promise)
            for rule in granted
            for promise in _promises(policy.rule(rule))
        ),
        *([PAID_OUT.format(payments=payments, you=addressing.you)] if payments else []),
    )


def _of_projects(source: ApplicationSource, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what is asked of who is granted money for a project: the office's words, else what is usual."""
    rules = (one.line.rule for one in source.detail.lines if one.granted and _is_project(one, source.policy))
    if named := "、".join(f"“{titles[rule]}”" for rule in dict.fromkeys(rules)):
        asked = collection_terms(source.office, source.call).projects
        yield OF_PROJECTS.format(named=named, asked=asked.rstrip("。") or USUAL_OF_PROJECTS)


def _is_project(line: AwardLine, policy: Policy) -> bool:
    """Say whether a line pays for work that is still to be done, or was judged as such."""
    return line.kind == PROJECT or policy.may_decide(line.line.rule)


def _matching(
    granted: dict[str, int],
    lines: Sequence[AwardLine],
    policy: Policy,
    addressing: Addressing,
    titles: Mapping[str, str],
) -> Iterator[str]:
    for rule_id in granted:
        rule = policy.rule(rule_id)
        if not rule.matching:
            continue
        own = [line.granted for line in lines if line.line.rule == rule_id and line.granted]
        due = sum(matching_due(granted, rule.matching) for granted in own)
        if not due:
            continue
        yield MATCHING.format(
            you=addressing.you,
            policy=short_title(policy.pack.title) or f"《{policy.pack.title}》",
            article=policy.cited(rule.article),
            title=titles[rule_id],
            ratio=_ratio(rule.matching),
            amount=grouped_yuan(due),
        )


def _titles(lines: Sequence[AwardLine], policy: Policy, addressee: str) -> Mapping[str, str]:
    """Return by clause (full id) what its items are called together, of which something is granted."""
    names = ItemNames((line.line for line in lines), policy, addressee)
    found = defaultdict[str, dict[str, None]](dict)
    for line in lines:
        if line.granted:
            found[line.line.rule][names.of_stored(line)] = None
    return {rule: "、".join(called) for rule, called in found.items()}


def _ratio(share: Decimal) -> str:
    """Return a share of the award as documents write it: 1:1, or in hundredths of the award."""
    return f"{share:f}:1" if share == int(share) else f"资助金额{(share * 100).normalize():f}%"


def _promises(rule: Rule) -> list[str]:
    """Return what a clause has its applicant promise, in the words of the pack."""
    texts = (form.text for form in rule.requires if form.fact == COMMITMENT)
    return [text.removeprefix("须").removeprefix("承诺").rstrip("。") for text in texts if text]


def to_others(lines: Sequence[AwardLine], policy: Policy, addressee: str) -> str:
    """Return what of a letter's sum goes to others than its addressee, and to whom, in Chinese."""
    names = ItemNames((line.line for line in lines), policy, addressee)
    paid: dict[tuple[str, str], int] = {}
    for line in lines:
        rule = policy.rule(line.line.rule)
        if rule.payee is not None and line.granted:
            payee = line.line.payee or ""
            key = names.of_stored(line), payee
            paid[key] = paid.get(key, 0) + line.granted
    named = (
        PAID_TO.format(title=title, payee=payee, amount=grouped_yuan(fen))
        for (title, payee), fen in paid.items()
    )
    return "，".join(named)
