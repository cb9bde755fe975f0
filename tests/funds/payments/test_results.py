"""What is made of a bank's answer: an outcome only where one payment fits and nothing contradicts it."""

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.funds.payments.results import (
    Choices,
    Outcome,
    ResultRow,
    SentPayment,
    SentState,
    Verdict,
    matched,
)
from tests.rows import every_row

ACCOUNT, NAME, FEN = "6222000011112222", "澄溪县恒岳精密电子有限公司", 5_000_000
S, R, V = SentState, Outcome, Verdict


def sent(serial: str = "P1", state: SentState = S.SENT, **fields: object) -> SentPayment:
    """Return a payment, at first one that was sent."""
    return SentPayment(serial, ACCOUNT, NAME, FEN, state)._replace(**fields)


def answer(serial: str = "P1", outcome: Outcome | None = R.SUCCESS, **fields: object) -> ResultRow:
    """Return a row of an answer, at first one that fits the payment."""
    return ResultRow(1, serial, ACCOUNT, NAME, FEN, outcome)._replace(**fields)


Row = tuple[str, list[SentPayment], list[ResultRow], Choices, list[Verdict]]
TWO_ALIKE = [sent("P1"), sent("P2")]
TWICE = [answer(line=1), answer(line=2)]
ROWS: list[Row] = [
    ("success", [sent()], [answer()], {}, [V.PAID]),
    ("failure", [sent()], [answer(outcome=R.FAILURE)], {}, [V.FAILED]),
    ("under way", [sent()], [answer(outcome=R.IN_PROCESS)], {}, [V.IN_PROCESS]),
    ("success after it was under way", [sent(state=S.IN_PROCESS)], [answer()], {}, [V.PAID]),
    ("the same answer again", [sent(state=S.PAID)], [answer()], {}, [V.KNOWN]),
    ("an unknown serial", [sent()], [answer("P9")], {}, [V.UNKNOWN_PAYMENT]),
    ("no serial, and one that fits", [sent()], [answer("")], {}, [V.PAID]),
    ("no serial, and nothing fits", [sent()], [answer("", fen=1)], {}, [V.UNKNOWN_PAYMENT]),
    ("no serial, and two alike", TWO_ALIKE, [answer("")], {}, [V.ALIKE]),
    ("two alike, one chosen", TWO_ALIKE, [answer("")], {1: "P2"}, [V.PAID]),
    ("another sum", [sent()], [answer(fen=FEN + 1)], {}, [V.OTHER_AMOUNT]),
    ("another sum is not settled by choosing", [sent()], [answer(fen=FEN + 1)], {1: "P1"}, [V.OTHER_AMOUNT]),
    ("another account", [sent()], [answer(account="1")], {}, [V.OTHER_ACCOUNT]),
    ("another name", [sent()], [answer(name="甲")], {}, [V.OTHER_ACCOUNT]),
    ("another account, settled", [sent()], [answer(account="1")], {1: "P1"}, [V.PAID]),
    ("a word that nobody knows", [sent()], [answer(outcome=None)], {}, [V.NO_OUTCOME]),
    ("the same row twice", [sent()], TWICE, {}, [V.REPEATED, V.REPEATED]),
    ("twice, one left out", [sent()], TWICE, {2: None}, [V.PAID]),
    ("twice, once without its serial", [sent()], [answer(line=1), answer("", line=2)], {}, [V.REPEATED] * 2),
    ("success after failure", [sent(state=S.FAILED)], [answer()], {}, [V.AFTER_FAILURE]),
    ("failure after success", [sent(state=S.PAID)], [answer(outcome=R.FAILURE)], {}, [V.AFTER_PAYMENT]),
    ("under way after success", [sent(state=S.PAID)], [answer(outcome=R.IN_PROCESS)], {}, [V.AFTER_PAYMENT]),
    ("success for what was reversed", [sent(state=S.REVERSED)], [answer()], {}, [V.AFTER_REVERSAL]),
    ("failure for it", [sent(state=S.REVERSED)], [answer(outcome=R.FAILURE)], {}, [V.AFTER_REVERSAL]),
]  # fmt: skip


@every_row(ROWS, lambda row: row[0])
def test_what_is_made_of_a_row(case: Row) -> None:
    _, payments, rows, choices, verdicts = case
    found = matched(payments, rows, choices)
    assert [one.verdict for one in found.rows] == verdicts
    assert found.open_rows == tuple(one for one in found.rows if not one.verdict.settled)
    assert {one.verdict.settled for one in found.rows} == {
        verdict in (V.PAID, V.FAILED, V.IN_PROCESS, V.KNOWN) for verdict in verdicts
    }


def test_what_the_answer_says_nothing_of_is_missing() -> None:
    payments = [sent("P1"), sent("P2"), sent("P3", S.PAID), sent("P4", S.IN_PROCESS)]
    found = matched(payments, [answer("P1")])
    assert [one.serial for one in found.missing] == ["P2", "P4"]


_accounts, _names, _sums = st.sampled_from("ab"), st.sampled_from("甲乙"), st.integers(1, 3)
_states, _outcomes = st.sampled_from(SentState), st.none() | st.sampled_from(Outcome)
_serials = st.sampled_from(["", "P1", "P2", "P3", "P9"])
_sent = st.lists(st.tuples(_accounts, _names, _sums, _states), max_size=4)
_payments = _sent.map(
    lambda found: [SentPayment(f"P{place}", *one) for place, one in enumerate(found, start=1)]
)
_told = st.lists(st.tuples(_serials, _accounts, _names, _sums, _outcomes), max_size=6)
_answers = _told.map(lambda found: [ResultRow(line, *one) for line, one in enumerate(found, start=1)])
_choices = st.dictionaries(st.integers(1, 6), st.none() | st.sampled_from(["P1", "P2", "P9"]))


@given(_payments, _answers, _choices)
def test_no_payment_gets_two_outcomes_and_none_that_contradicts_the_books(
    payments: list[SentPayment], rows: list[ResultRow], choices: Choices
) -> None:
    found = matched(payments, rows, choices)
    entered = [one for one in found.rows if one.verdict in (V.PAID, V.FAILED, V.IN_PROCESS)]
    about = [one.payment.serial for one in entered if one.payment is not None]
    assert len(about) == len(entered) == len(set(about))
    for one in entered:
        assert one.payment is not None
        assert one.row.fen == one.payment.fen
        assert one.payment.state in (S.SENT, S.IN_PROCESS)
    left_out = {line for line, choice in choices.items() if choice is None}
    assert [one.row.line for one in found.rows] == [row.line for row in rows if row.line not in left_out]
