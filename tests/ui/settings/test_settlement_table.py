"""What is seen of a settlement before it is written: equal lines once, and what each application comes to."""

from __future__ import annotations

from ipdesk.models.awards.settlement import Claim, SettledClaim, Settlement
from ipdesk.ui.awards.sums_table import AFTER, BEFORE, NUMBER, REASON, TITLE
from ipdesk.ui.settings.calls.settlement_table import SettlementModel

WORKS = "作品著作权登记"


def claim(number: str, achievement: str, title: str, ref: str, fen: int, granted: int) -> SettledClaim:
    made = Claim(1, number, "示例甲有限公司", achievement, title, title, fen, ref=ref, measure="件")
    return SettledClaim(made, granted, ("超出总额",) if granted < fen else ())


def test_equal_lines_stand_once_with_their_numbers_and_each_application_with_its_sum() -> None:
    works = [claim("2024-0002", f"a/{at}", WORKS, f"F-000{at}", 20_000, 10_000) for at in range(1, 41)]
    odd = claim("2024-0002", "a/41", WORKS, "F-00041", 20_000, 9_900)
    licence = claim("2024-0002", "b", "专利许可", "Y1", 80_000, 40_000)
    alone = claim("2024-0001", "a", "专利许可", "Y2", 80_000, 80_000)
    model = SettlementModel()
    model.show_settlement(Settlement((alone, *works, odd, licence)))
    seen = [[model.index(row, column).data() for column in (NUMBER, TITLE, BEFORE, AFTER, REASON)]
            for row in range(model.rowCount())]  # fmt: skip
    assert model.claims == 43
    assert seen == [
        ["2024-0002", f"{WORKS} 40 件　F-0001 至 00040", "8,000.00", "4,000.00", "超出总额"],
        ["2024-0002", f"{WORKS}　F-00041", "200.00", "99.00", "超出总额"],
        ["2024-0002", "专利许可　Y1", "800.00", "400.00", "超出总额"],
        ["2024-0002", "小计　42 项", "9,000.00", "4,499.00", ""],
        ["2024-0001", "专利许可　Y2", "800.00", "800.00", ""],
    ]
