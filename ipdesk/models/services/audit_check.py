"""Checking the audit log: what was found is written down, remembered and put into words."""

from __future__ import annotations

from ipdesk.models.commands import NoteBrokenChain
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.audit_chain import Break, BrokenEntry
from ipdesk.models.records import AuditCheck
from ipdesk.models.store import Store

WHAT_TO_DO = (
    "程序没有停用，是否继续办理由单位决定。请先把整个数据文件夹另外复制一份保存，不要改动其中的文件，"
    "再与备份和打印件上的校验值对照，查明原因。"
)


def check_audit_log(store: Store, actor: Actor, *, whole: bool) -> AuditCheck:
    """Check the chain, all of it or what is new, and write a break down in the log itself.

    Raises StoreError; nothing is then remembered as checked.
    """
    found = store.check_audit(whole=whole)
    if found.broken is not None:
        store.run(NoteBrokenChain(broken=found.broken), actor)
    store.keep_audit_check(found)
    return found


def break_text(found: AuditCheck) -> str:
    """Return what is wrong with the audit log as one or two sentences, "" where its chain is whole."""
    if found.broken is None:
        return ""
    return _TEXTS[found.broken.how if found.broken.id else None].format(entry=_named(found.broken, found))


def _named(broken: BrokenEntry, found: AuditCheck) -> str:
    return f"第 {broken.id} 条" + (f"（{found.at:%Y-%m-%d %H:%M}）" if found.at is not None else "")


_TEXTS = {
    Break.CHANGED: "操作记录被改动过：{entry}的内容与它的校验值不符。",
    Break.DETACHED: "操作记录被改动过：{entry}接不上前面的一条，中间有记录被删去，或者这一条是后来加的。",
    Break.CUT_OFF: "操作记录缺少最后的部分：{entry}以后还有过记录，数据库以外存着校验值，现在找不到了。",
    None: "操作记录全部不见了：数据库以外留存着最后一条的校验值，现在一条记录也没有。",
}
