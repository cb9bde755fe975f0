"""A test over a table fails for every row that is wrong, by its name, and for a table without rows."""

import pytest

from tests.rows import every_row


def failure(rows: list[int]) -> str:
    """Return what is said when the even rows are right, those above six raise, and one refuses too little."""

    @every_row(rows, lambda row: f"row {row}")
    def test_even(row: int) -> None:
        if row > 6:
            raise ValueError("too large")
        if row == 5:
            with pytest.raises(KeyError):
                pass
        assert row % 2 == 0, "odd"

    with pytest.raises((AssertionError, pytest.fail.Exception)) as failed:
        test_even()
    assert test_even.__name__ == "test_even"
    return str(failed.value)


def test_every_wrong_row_is_named_with_the_reason_and_no_other() -> None:
    said = failure([1, 2, 3, 4, 5, 8])
    assert said.startswith("4 of 6 rows:\n")
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("row")] == [
        "row 1",
        "row 3",
        "row 5",
        "row 8",
    ]
    assert "odd" in said and "ValueError too large" in said and "DID NOT RAISE" in said


def test_a_table_without_rows_is_no_success() -> None:
    assert "no row" in failure([])


def test_rows_that_are_right_pass() -> None:
    asked: list[int] = []
    every_row([2, 4], str)(asked.append)()
    assert asked == [2, 4]
