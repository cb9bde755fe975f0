"""What to write instead of a key or a value that has no place there, though it looks as if it had."""

from __future__ import annotations

_CEILING = "封顶的写 at_most: {amount: 算法, ceiling: 最高额}，把现在的算法整个放进 amount。"
_KEYS = {
    **{
        (model, key): _CEILING
        for model in (
            "Percent",
            "Times",
            "Ratio",
            "Bands",
            "Tiers",
            "Table",
            "Unit",
            "Less",
            "AmountForm",
            "Rule",
        )
        for key in ("ceiling", "cap", "limit")
    },
    **{(model, "max"): _CEILING for model in ("Percent", "Times", "Ratio", "Bands", "Tiers", "Rule")},
    ("AmountForm", "min"): "取低的写 smaller: [算法, 算法]；保底的写 larger。",
    (
        "AmountForm",
        "max",
    ): "取高的写 larger: [算法, 算法]；封顶的写 at_most: {amount: 算法, ceiling: 最高额}。",
    ("OwnWords", "materials"): "材料只能用内置的；词汇里没有的材料，写在那一条的 notes 里。",
    ("Rule", "term"): "有效期只能写在文件最外层；只管这一条的，在 requires 里写 fact: date 和 since、until。",
    (
        "Parameter",
        "until",
    ): "末日写在 values 的那一段里，如 {from: 2022-01-01, until: 2022-12-31, value: 3.7}。",
}
PART_OF_DECIDED = "审定总额的一部分（如首期七成），整条写 decided，审定时直接填这一部分的金额。"
_BORDERS = frozenset({"at_least", "above", "at_most", "below"})


def instead_of_key(model: str, key: str) -> str:
    """Return what to write instead of ``key`` in the form ``model``, ``""`` where nothing is known."""
    found = _KEYS.get((model, key))
    return "" if found is None else f"这里没有“{key}”：{found}"


def instead_of_number(key: str, *, day: bool) -> str:
    """Return what to write where a border is no number: a day (``day``), a parameter or another fact."""
    if key not in _BORDERS:
        return ""
    if day:
        return f"“{key}”只与数字比较；比较日期的写 since（不早于）或 until（不晚于）。"
    return (
        f"“{key}”只能写数字，不能写参数、另一个事实或者算法；"
        "要与它们比较的，在 words 里另设一个是否项或者差额的事实，由经办人核对后填写。"
    )
