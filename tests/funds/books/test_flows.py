"""What becomes of money that fails, comes back, is corrected or reissued."""

import datetime

from ipdesk.funds.books.accounts import Place, payment_account, treasury_account
from ipdesk.funds.books.figures import Figures, Rounding, figures_at, posted
from ipdesk.funds.books.posting_days import Precision, in_month, in_year
from ipdesk.funds.books.postings import Movement, PostingKind
from tests.funds.books.small_books import GRANT, PAID, TRANSIT, YUAN, A, B, on, payment, small_books

END_OF_2021 = datetime.date(2021, 12, 31)


def test_figures_at_a_day_know_nothing_of_later_ones() -> None:
    books = small_books()
    days = {
        datetime.date(2021, 1, 4): (0, 0, 0, 0, 0, 0, 0),
        datetime.date(2021, 1, 5): (100, 0, 0, 0, 0, 0, 0),
        datetime.date(2021, 2, 4): (10, 90, 0, 0, 0, 0, 0),
        datetime.date(2021, 6, 1): (10, 40, 50, 0, 0, 0, 0),
        datetime.date(2021, 6, 11): (10, 40, 0, 50, 0, 0, 0),
        datetime.date(2021, 6, 12): (10, 40, 0, 0, 50, 0, 0),
    }
    for day, yuan in days.items():
        assert figures_at(books, day) == Figures(*(YUAN * one for one in yuan)), day


def test_a_failed_payment_is_owed_again_and_reissued_under_a_number_of_its_own() -> None:
    books = small_books()
    books.reverse(5, on(6, 12), "银行回单读错")
    books.post(PostingKind.FAIL, on(6, 15), [Movement(50 * YUAN, TRANSIT, GRANT)], "账户异常")
    assert figures_at(books, tasks={"a"}).unpaid == 50 * YUAN
    again, paid_again = payment(Place.TRANSIT, "p2"), payment(Place.PAID, "p2")
    books.post(PostingKind.SEND, on(7, 1), [Movement(50 * YUAN, GRANT, again)])
    books.post(PostingKind.PAY, on(7, 2), [Movement(50 * YUAN, again, paid_again)])
    assert figures_at(books, tasks={"a"}) == Figures(0, 10 * YUAN, 0, 0, 50 * YUAN, 0, 0)
    assert posted(books, PostingKind.FAIL) == 50 * YUAN
    assert posted(books, PostingKind.PAY) == 50 * YUAN, "the payment that was reversed does not count"
    assert posted(books, PostingKind.PAY, datetime.date(2021, 6, 12)) == 0
    assert posted(books, PostingKind.SEND, datetime.date(2021, 6, 12)) == 50 * YUAN


def test_what_comes_back_in_the_year_restores_the_grant_and_later_goes_to_the_treasury() -> None:
    books = small_books()
    books.post(PostingKind.RETURN_IN_YEAR, on(12, 31), [Movement(20 * YUAN, PAID, GRANT)], "退款通知")
    returned = treasury_account("a", "g")
    books.post(PostingKind.RETURN_LATER, on(1, 1, 2022), [Movement(30 * YUAN, PAID, returned)], "退款通知")
    assert figures_at(books, END_OF_2021) == Figures(10 * YUAN, 40 * YUAN, 20 * YUAN, 0, 30 * YUAN, 0, 0)
    books.post(PostingKind.RENEW, on(3, 1, 2022), [Movement(30 * YUAN, returned, GRANT)], "指标文")
    assert figures_at(books).unpaid == 50 * YUAN
    assert figures_at(books).returned == 0


def test_a_payment_charged_to_the_wrong_task_is_corrected_without_moving_money() -> None:
    books = small_books()
    elsewhere = payment_account(Place.PAID, "b", "h", "p")
    moved = [Movement(30 * YUAN, PAID, elsewhere), Movement(30 * YUAN, B, A)]
    books.post(PostingKind.CORRECT_QUOTA, on(9, 1), moved, "付款更正通知")
    assert figures_at(books, tasks={"a"}) == Figures(0, 40 * YUAN, 0, 0, 20 * YUAN, 0, 0)
    assert figures_at(books, tasks={"b"}) == Figures(0, 0, 0, 0, 30 * YUAN, 0, 0)


def test_a_reallocation_changes_the_budgets_of_two_tasks() -> None:
    books = small_books()
    books.post(PostingKind.REALLOCATE, on(7, 1), [Movement(5 * YUAN, A, B)], "纪要")
    assert [figures_at(books, tasks={task}).budget for task in "ab"] == [55 * YUAN, 35 * YUAN]


def test_the_execution_rate_is_cut_or_rounded() -> None:
    figures = Figures(0, 0, 10_140, 0, 59_989_860, 15_000_000, 0)
    assert figures.budget == 75_000_000
    assert str(figures.execution()) == "99.98"
    assert str(figures.execution(Rounding.ROUND)) == "99.99"
    assert Figures(0, 0, 0, 0, 0, 0, 0).execution() is None


def test_a_day_known_by_its_month_or_year_counts_from_its_last_day() -> None:
    assert in_month(2024, 2).date == datetime.date(2024, 2, 29)
    assert in_month(2024, 2).text() == "2024年2月"
    assert in_year(2022).date == datetime.date(2022, 12, 31)
    assert in_year(2022).text() == "2022年"
    by = on(5, 20)._replace(precision=Precision.BY)
    assert by.text() == "不晚于2021年5月20日"
