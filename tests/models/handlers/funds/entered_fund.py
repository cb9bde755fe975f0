"""A fund as data entered through the commands, as an office would; and the ids that the database gave."""

from dataclasses import dataclass, field

from ipdesk.funds.books.accounts import FUND, SOURCE, Place, grant_account, payment_account, task_account
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task, sample_fund
from ipdesk.models import commands
from ipdesk.models.core.actor import Actor
from ipdesk.models.records import FundDetails, FundPaper, GrantDetails, PaymentDetails, TaskDetails
from ipdesk.models.store import Store

_SHARED = (
    "name", "short_name", "year", "level", "holder", "goal", "plan_submitted_on", "in_place_by", "deadline",
    "closed_on", "rounding",
)  # fmt: skip
_OF_GRANT = ("parties", "count", "items", "item", "unit_amount", "purpose", "retained", "remark")


@dataclass
class EnteredFund:
    """The fund's id, and those of its tasks, grants and payments by the ids of the data."""

    fund: int
    tasks: dict[str, int] = field(default_factory=dict)
    grants: dict[str, int] = field(default_factory=dict)
    payments: dict[str, int] = field(default_factory=dict)


def unrepeated() -> FundForm:
    """Return the sample with the task of the payment that failed alone, which nobody repeated."""
    form = sample_fund("shaoguan-2021")
    failed = next(one for one in form.payments if one.reason)
    task = next(one for one in form.tasks if failed.grant in {grant.id for grant in one.grants})
    grants = {grant.id for grant in task.grants}
    kept = tuple(one for one in form.payments if one.grant in grants and one.reissues != failed.id)
    return form.model_copy(update={"tasks": (task,), "payments": kept, "amount": task.budget})


def details_of(form: FundForm) -> FundDetails:
    """Return what is entered of a fund itself."""
    return FundDetails(**{name: getattr(form, name) for name in _SHARED})


def enter(store: Store, actor: Actor, form: FundForm) -> EnteredFund:
    """Enter a whole fund."""
    papers = tuple(FundPaper(**paper.model_dump()) for paper in form.papers)
    fund = store.run(commands.RegisterFund(details=details_of(form), papers=papers), actor).value
    found = EnteredFund(fund)
    arrived = [Movement(form.amount, SOURCE, FUND)]
    _post(store, actor, found, PostingKind.ARRIVE, PostingDay(form.received_on), arrived)
    for task in form.tasks:
        found.tasks[task.id] = store.run(commands.AddTask(fund=fund, details=_task(form, task)), actor).value
    budgets = [Movement(task.budget, FUND, task_account(str(found.tasks[task.id]))) for task in form.tasks]
    _post(store, actor, found, PostingKind.ALLOCATE, PostingDay(form.allotted_on), budgets)
    for task in form.tasks:
        for grant in task.grants:
            _grant(store, actor, found, form, task, grant)
    return found


def _post(
    store: Store,
    actor: Actor,
    found: EnteredFund,
    kind: PostingKind,
    day: PostingDay,
    movements: list[Movement],
) -> None:
    post = commands.PostToFund(fund=found.fund, kind=kind, day=day, movements=tuple(movements), basis="文件")
    store.run(post, actor)


def _task(form: FundForm, task: Task) -> TaskDetails:
    section = next(one.name for one in form.sections if one.id == task.section)
    names = ("number", "name", "method", "worded", "basis", "earmarked", "remark")
    return TaskDetails(section=section, **{name: getattr(task, name) for name in names})


def _grant(store: Store, actor: Actor, found: EnteredFund, form: FundForm, task: Task, grant: Grant) -> None:
    payments = [one for one in form.payments if one.grant == grant.id]
    details = GrantDetails(**{name: getattr(grant, name) for name in _OF_GRANT})
    found.grants[grant.id] = store.run(
        commands.GrantFromTask(
            task=found.tasks[task.id], details=details, fen=grant.amount, day=payments[0].day, basis="纪要"
        ),
        actor,
    ).value
    for payment in payments:
        _pay(store, actor, found, task, grant, payment)


def _pay(
    store: Store, actor: Actor, found: EnteredFund, task: Task, grant: Grant, payment: PaymentForm
) -> None:
    reissues = found.payments.get(payment.reissues)
    details = PaymentDetails(channel=payment.channel, reissues=reissues, remark=payment.remark)
    number = store.run(
        commands.SendPayment(
            grant=found.grants[grant.id], fen=grant.amount, details=details, day=payment.day, basis="文件"
        ),
        actor,
    ).value
    found.payments[payment.id] = number
    if payment.channel.passes_on:
        return
    owners = (str(found.tasks[task.id]), str(found.grants[grant.id]))
    sent, paid = (payment_account(place, *owners, str(number)) for place in (Place.TRANSIT, Place.PAID))
    failed = payment.status is PaymentStatus.FAILED
    kind = PostingKind.FAIL if failed else PostingKind.PAY
    target = grant_account(*owners) if failed else paid
    _post(store, actor, found, kind, payment.day, [Movement(grant.amount, sent, target)])
