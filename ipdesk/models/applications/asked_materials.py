"""Whether a request for correction says of a material that it is missing, which is ticked as received."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ipdesk.models.records import RawAchievement
from ipdesk.rules.core.plain_text import compact

_BEFORE = "(?:缺少?|(?:没有|未|没)(?:提交|提供|交|附上?|收到)|补交|补充提交)(?:材料)?[：:“《]?"
_AFTER = "(?:(?:没有|未|没)(?:提交|提供|交|附|收到)|缺失)"
_FORMS = ("原件", "复印件")
SEALED = "（签字盖章）"
"""Behind the name of a paper that is signed and sealed."""
_REMARKED, _END = "(?:[（(]签字(?:盖章)?[)）])?[”》]?", "(?:$|[（(](?!签字)|[，,。；;、和及与])"
_REMARK = re.compile("[（(][^（()）]*[)）]$")
_ROW = re.compile("第([0-9]+)行")


def received_after_all(missing: str, rows: Sequence[RawAchievement], names: Mapping[str, str]) -> str:
    """Return the material that ``missing`` says is not there though it is ticked; "" for none.

    ``names`` are what materials are called, by their ids. A row that is named (第2行) is asked alone, as
    another may have its own.
    """
    text = compact(missing)
    named = rows_named(text)
    asked = [row for number, row in enumerate(rows, start=1) if not named or number in named]
    return next((name for name in _received(asked, names) if _says_missing(text, compact(name))), "")


def rows_named(missing: str) -> set[int]:
    """Return the numbers of the rows (第2行) that ``missing`` names."""
    return {int(number) for number in _ROW.findall(compact(missing))}


def bare_name(name: str) -> str:
    """Return what a paper is called without its remark or form: 作品登记证书 of 作品登记证书复印件."""
    whole = _REMARK.sub("", compact(name))
    form = next((one for one in _FORMS if whole.endswith(one)), "")
    return whole.removesuffix(form)


def _received(rows: Iterable[RawAchievement], names: Mapping[str, str]) -> Iterable[str]:
    ticked = {one for row in rows for one in row.received}
    return (names[one] for one in sorted(ticked) if one in names)


def _says_missing(text: str, name: str) -> bool:
    """Say that of a material; of one that came as a copy the original may still be asked for."""
    form = next((one for one in _FORMS if _REMARK.sub("", name).endswith(one)), "")
    said = f"{re.escape(bare_name(name))}(?:{form})?{_REMARKED}"
    return re.search(f"{_BEFORE}{said}{_END}|{said}{_AFTER}", text) is not None
