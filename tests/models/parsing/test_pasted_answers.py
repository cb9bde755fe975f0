"""A column of the city's sheet, pasted: sums are found by numbers, never by their place alone."""

from __future__ import annotations

import pytest

from ipdesk.models.parsing.pasted_answers import NO_NUMBERS, ForwardedKey, pasted_answers

LINES = [
    ForwardedKey("2024-0001", "Y2022440000123"),
    ForwardedKey("2024-0002", ""),
    ForwardedKey("2024-0003", "ZL201010123456.9"),
    ForwardedKey("2024-0003", "SF-PY-001"),
]


def read(*rows: str) -> tuple[dict[int, tuple[int, str]], tuple[str, ...]]:
    found, problems = pasted_answers("\n".join(rows), LINES)
    return {one.line: (one.granted, one.reason) for one in found}, problems


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["2024-0001\t8000"], {0: (800_000, "")}),
        (["2024-0002\t0.6万"], {1: (600_000, "")}),
        (["3\t２０２４－０００１\t示例甲\t8,000.00元"], {0: (800_000, "")}),
        (
            ["序号\t编号\t申报金额\t审定金额（万元）\t备注", "1\t2024-0001\t0.8\t0.5\t市级预算不足"],
            {0: (500_000, "市级预算不足")},
        ),
        (["编号\t核算金额\t批复金额", "2024-0002\t6000\t0"], {1: (0, "")}),
        (
            ["2024-0003\tSF-PY-001\t50000", "2024-0003\t发明专利 ZL201010123456.9\t10000"],
            {3: (5_000_000, ""), 2: (1_000_000, "")},
        ),
        (["单位：万元", "编号\t批复金额", "2024-0001\t0.8"], {0: (800_000, "")}),
        (["金额单位：人民币万元\t", "2024-0001\t0.8"], {0: (800_000, "")}),
        (["单位：元", "编号\t批复金额（万元）", "2024-0001\t0.8"], {0: (800_000, "")}),
        (["单位：万元", "编号\t批复金额（元）", "2024-0001\t8000"], {0: (800_000, "")}),
        (["编号\t申报金额\t批复金额", "\t（万元）\t（万元）", "2024-0001\t1\t0.8"], {0: (800_000, "")}),
        (
            ['"编号"\t"批复\n金额"\t"说明"', '2024-0001\t8,000.00\t"市级预算\n不足"'],
            {0: (800_000, "市级预算\n不足")},
        ),
        (["\ufeff编号\t批复金额", "2024-0001\u200b\t8000\xa0"], {0: (800_000, "")}),
        (['2024-0001\t"甲公司\t8000'], {0: (800_000, "")}),
        (["2024-0001\t2000"], {0: (200_000, "")}),
        (["编号\t批复金额", "2024-0001\t2022"], {0: (202_200, "")}),
        (["推荐汇总表", "编号\t批复金额", "2024-0001\t8000", "合计\t8000"], {0: (800_000, "")}),
    ],
)  # fmt: skip
def test_sums_are_found_by_the_number_of_the_application(
    rows: list[str], found: dict[int, tuple[int, str]]
) -> None:
    assert read(*rows) == (found, ())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["8000", "6000"], NO_NUMBERS),
        (["2024-0001\t8000", "2024-0009\t6000"], "第2行没有所列申请的受理编号"),
        (["2024-0003\t50000"], "上报了2项，没有写明是哪一项"),
        (["2024-0001\t8000\t5000"], "不知哪个是批复金额"),
        (["2024-0001\t同意"], "没有金额"),
        (["编号\t批复金额", "2024-0001\t同意"], "“同意”不能识别"),
        (["2024-0001\t8000", "2024-0001\t5000"], "第2行：与前面的一行是同一项"),
        (["2024-0001\t2024-0002\t8000"], "有两个受理编号"),
        (["编号\t批复金额", "2024-0001\t-5"], "负数"),
        (["编号\t批复金额（千元）", "2024-0001\t8"], "单位是千元，请先换算"),
        (["单位：亿元", "编号\t批复金额", "2024-0001\t8"], "单位是亿元，请先换算"),
        (["2024-0001\t13800138000"], "“13800138000”不像金额"),
        (["2024-0001\t20240620"], "“20240620”不像金额"),
        (["2024-0001\t2022"], "“2022”不像金额"),
        (["示例甲\t2024-0001\t1"], "“1”不像金额"),
    ],
)
def test_of_a_row_that_is_not_clear_nothing_is_taken(rows: list[str], said: str) -> None:
    found, problems = read(*rows)
    assert len(problems) == 1 and said in problems[0]
    assert len(found) == (1 if len(rows) == 2 and "第2行" in said else 0)
