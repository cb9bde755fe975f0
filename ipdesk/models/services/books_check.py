"""Checking the books of funds, and what is said where they do not hold."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.reading.funds.books import broken_books
from ipdesk.models.records import BrokenBooks
from ipdesk.models.store import Store

_BROKEN = (
    "“{name}”（{year}年度）的账目前后对不上：从第 {number} 笔记账起，有的记账被改动过或者缺少，"
    "数据可能在程序以外被改动过。"
)
_WHAT_TO_DO = "请停止这项资金的记账和支付，先把整个数据文件夹另外复制一份保存，再与备份和凭证核对。"


def check_books(store: Store) -> str:
    """Judge every posting of every fund again; return what does not hold, "" where all does.

    Raises StoreError.
    """
    return books_text(store.read(broken_books))


def books_text(broken: Iterable[BrokenBooks]) -> str:
    """Return which books do not hold, and what is to be done, "" for none."""
    said = [_BROKEN.format(name=one.name, year=one.year, number=one.number) for one in broken]
    return "\n".join([*said, _WHAT_TO_DO]) if said else ""
