"""Whatever is done to a fund by commands: its books balance to the fen, and no award is paid twice."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ipdesk.funds.books.accounts import SOURCE, Account, Place, treasury_account
from ipdesk.funds.books.movements import reallocation, renewal
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.payments.results import Outcome
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.session import Session
from ipdesk.models.records import Charge, PaymentStanding, ReturnWay
from ipdesk.models.store import Store
from ipdesk.models.workflow import Level
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import SETTING_UP, Clock, Desk, licence
from tests.models.handlers.funds import paying
from tests.models.handlers.funds.small_fund import SmallFund, small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.stores import with_office

WHY = "已核对原始凭证，确属记错"
_sums = st.integers(1, 900_000)
_any = st.integers(0, 30)
_outcomes = st.sampled_from([Outcome.SUCCESS, Outcome.SUCCESS, Outcome.FAILURE, Outcome.IN_PROCESS])
_mostly = st.sampled_from([True, True, True, False])
"""Whether something is done where it makes sense, or anywhere."""


class Begun(NamedTuple):
    """A folder with a fund of two tasks, and an application whose award of 8,000 yuan the first pays."""

    folder: tempfile.TemporaryDirectory[str]
    fund: SmallFund
    application: int


@cache
def begun() -> Begun:
    """Return what every sequence begins with."""
    folder, clock = tempfile.TemporaryDirectory(ignore_cleanup_errors=True), Clock()
    store = Store.open(with_office(Path(folder.name), SETTING_UP, clock.moment), clock)
    desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
    fund, call = small_fund(desk, 2_000_000, 1_000_000), open_call(desk, Level.OWN)
    charge(desk, call, Charge(fund.tasks[0]))
    application = accepted(desk, call, licence(), applicant=desk.register("示例甲有限公司"))
    confirm(desk, application)
    paying.grant(desk, fund.tasks[0], 500_000)
    store.close()
    return Begun(folder, fund, application)


class AnySequence(RuleBasedStateMachine):
    """Does what makes sense and what does not; what is refused must leave nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.folder, self.clock = tempfile.mkdtemp(), Clock()
        shutil.copytree(begun().folder.name, self.folder, dirs_exist_ok=True)
        store = Store.open(Path(self.folder), self.clock)
        self.desk = Desk(store, standard_library().policy("shaoguan-2021"), self.clock)
        self.fund, self.tasks = begun().fund.fund, begun().fund.tasks
        self.batches: list[int] = []

    def teardown(self) -> None:
        assert self.desk.store.read(queries.broken_books) == ()
        self.desk.store.close()
        shutil.rmtree(self.folder)

    def _try(self, done: Callable[[], object]) -> None:
        """Do something, which either succeeds or leaves every posting, payment and grant as it was."""
        before = self._all()
        try:
            done()
        except DeskError as refused:
            assert refused.message
            assert self._all() == before

    def _all(self) -> tuple[object, ...]:
        return self.desk.store.read(_all, self.fund)

    def _run(self, command: commands.Command[Any]) -> None:
        self._try(lambda: self.desk.store.run(command, CLERK))

    def _payment(self, which: int, *states: PaymentState) -> int:
        """Return one of the payments, in one of some states where any is; or one that is not there."""
        standing = self.desk.store.read(_standings, self.fund)
        fit = [one.payment for one in standing if one.state in states] or [one.payment for one in standing]
        return fit[which % len(fit)] if fit else 999

    @rule(task=st.integers(0, 1), fen=_sums)
    def grant(self, task: int, fen: int) -> None:
        self._try(lambda: paying.grant(self.desk, self.tasks[task], fen))

    @rule(which=_any, sense=_mostly, half=st.booleans())
    def pay(self, which: int, sense: bool, half: bool) -> None:
        """Prepare, sign and send what two grants have, all or half of it; or a fen more than that."""
        waiting = self.desk.store.read(queries.payable_grants, self.fund, self.clock.today)
        chosen = [waiting[(which + at) % len(waiting)] for at in range(min(2, len(waiting)))]
        sums = [one.left // 2 or 1 if half else one.left if sense else one.left + 1 for one in chosen]
        lines = [
            paying.line(one.grant, fen, account="", reissues=self._came_back(one.grant))
            for one, fen in zip(chosen, sums, strict=True)
        ]
        self._try(lambda: self.batches.append(paying.sent(self.desk, self.fund, *lines, recorded=True)))

    def _came_back(self, grant: int) -> int | None:
        """Return a payment of a grant that came back, None for none."""
        of = {one.id: one.grant for one in self.desk.store.read(queries.fund_payments, self.fund)}
        standing = self.desk.store.read(_standings, self.fund)
        return next(
            (one.payment for one in standing if of[one.payment] == grant and one.state.repeatable), None
        )

    @rule(which=_any, outcomes=st.lists(_outcomes, min_size=2, max_size=2))
    def answer(self, which: int, outcomes: list[Outcome]) -> None:
        if self.batches:
            batch = self.batches[-1 - which % len(self.batches)]
            rows = paying.rows(self.desk, batch, *outcomes)
            self._try(lambda: paying.enter(self.desk, batch, rows))

    @rule(which=_any, fen=st.just(0) | _sums, way=st.sampled_from(ReturnWay))
    def give_back(self, which: int, fen: int, way: ReturnWay) -> None:
        payment = self._payment(which, PaymentState.PAID, PaymentState.CORRECTED)
        found = self.desk.store.read(queries.payment_standings, [payment])[payment]
        back = {"payment": payment, "fen": fen or found.paid, "way": way, "day": self.clock.today}
        self._run(commands.ReturnPayment(**back, reason=WHY))

    @rule(which=_any)
    def forfeit(self, which: int) -> None:
        payment = self._payment(which, PaymentState.FAILED, PaymentState.RETURNED_PASSIVE)
        self._run(commands.ForfeitPayment(payment=payment, day=self.clock.today, reason=WHY))

    @rule(which=_any, task=st.integers(0, 1))
    def correct(self, which: int, task: int) -> None:
        right = {"payment": self._payment(which, PaymentState.PAID), "task": self.tasks[task]}
        self._run(commands.CorrectQuota(**right, day=self.clock.today, reason=WHY))

    @rule(back=st.integers(0, 6))
    def reverse(self, back: int) -> None:
        day, number = PostingDay(self.clock.today), len(self._all()[0]) - back  # type: ignore[arg-type]
        self._run(commands.ReversePosting(fund=self.fund, number=number, day=day, reason=WHY))

    @rule(back=st.booleans(), fen=_sums)
    def reallocate(self, back: bool, fen: int) -> None:
        ends = (str(task) for task in (reversed(self.tasks) if back else self.tasks))
        self._post(PostingKind.REALLOCATE, reallocation(fen, *ends))

    @rule()
    def renew(self) -> None:
        """Let the treasury give the first grant back what it took of it."""
        one = self.desk.store.read(queries.fund_grants, self.fund)[0]
        owners = str(one.task), str(one.id)
        fen = self.desk.store.read(queries.fund_books, self.fund).balance(treasury_account(*owners))
        self._post(PostingKind.RENEW, renewal(fen or 1, *owners))

    def _post(self, kind: PostingKind, moved: Movement) -> None:
        day, basis = PostingDay(self.clock.today), "某财〔2025〕1号"
        posting = {"fund": self.fund, "kind": kind, "day": day, "movements": (moved,), "basis": basis}
        self._run(commands.PostToFund(**posting))

    @rule()
    def another_year(self) -> None:
        if self.clock.moment.year < 2026:
            self.clock.moment += datetime.timedelta(days=366)

    @invariant()
    def the_books_balance_to_the_fen(self) -> None:
        """Count again what stands where, without the books' own statements or the database's sums."""
        standing: Counter[Account] = Counter()
        for posting in self.desk.store.read(queries.fund_postings, self.fund):
            for fen, source, target in posting.movements:
                standing[source] -= fen
                standing[target] += fen
        assert not [account for account, fen in standing.items() if fen < 0 and account != SOURCE]
        assert standing.total() == 0
        self._no_award_is_paid_twice(standing)
        self._states_are_those_of_the_money(standing)

    def _no_award_is_paid_twice(self, standing: Counter[Account]) -> None:
        charged = self.desk.store.read(queries.charged_grants, begun().application)
        own = {str(one.grant) for one in charged}
        out = (Place.TRANSIT, Place.PAID, Place.ALLOTTED)
        gone = sum(fen for one, fen in standing.items() if one.grant in own and one.place in out)
        assert gone <= 800_000

    def _states_are_those_of_the_money(self, standing: Counter[Account]) -> None:
        on = Counter[tuple[Place, str]]()
        for account, fen in standing.items():
            on[account.place, account.payment] += fen
        for one in self.desk.store.read(_standings, self.fund):
            sums = tuple(on[place, str(one.payment)] for place in (Place.TRANSIT, Place.PAID))
            assert sums == (one.in_transit, one.paid)
            assert (one.paid > 0) == (one.state in (PaymentState.PAID, PaymentState.CORRECTED))
            assert (one.in_transit > 0) == (one.state in (PaymentState.SENT, PaymentState.IN_PROCESS))


def _all(session: Session, fund: int) -> tuple[object, ...]:
    return (
        queries.fund_postings(session, fund),
        queries.fund_payments(session, fund),
        queries.fund_grants(session, fund),
    )


def _standings(session: Session, fund: int) -> tuple[PaymentStanding, ...]:
    ids = [one.id for one in queries.fund_payments(session, fund)]
    return tuple(queries.payment_standings(session, ids).values())


TestAnySequence = AnySequence.TestCase
# What fails is told as it was found: making it smaller would take minutes.
TestAnySequence.settings = settings(max_examples=6, stateful_step_count=30, phases=[Phase.generate])
