"""Titles and names on several lines: parted by sense, no line much longer than another."""

import pytest

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting.display import split_evenly
from ipdesk.documents.typesetting.geometry import TEXT_WIDTH, TITLE


@pytest.mark.parametrize(
    "lines",
    [
        ["2022年度知识产权拟资助（奖励）名单公示"],
        ["2021—2022年度知识产权", "拟资助（奖励）名单公示"],
        ["云溪县市场监督管理局", "2022年度知识产权拟资助（奖励）名单公示"],
        ["清源高新技术产业开发区管理委员会", "市场监督管理局（知识产权局）"],
    ],
)
def test_a_title_is_parted_by_sense_and_no_bracket_from_its_word(lines: list[str]) -> None:
    widths = fonts(system=False).widths(Role.XIAOBIAOSONG)
    assert split_evenly("".join(lines), widths, TEXT_WIDTH / TITLE) == lines


def test_a_dot_in_a_code_is_no_wider_than_its_figures() -> None:
    widths = fonts(system=False).widths(Role.FANGSONG)
    code, names = "J012-WS·2024", "买·买"
    assert widths[code] - widths["J012-WS"] - widths["2024"] < 0.5 < widths[names] - 2 * widths["买"]
