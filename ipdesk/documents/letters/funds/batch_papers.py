"""The papers of a batch of payments: its summary, receipts, and notices to those whom it could not pay."""

from __future__ import annotations

from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.funds.batch_data import BatchPaper, PaidRow, batch_paper
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import DocumentKind
from ipdesk.rules.core.money import grouped_yuan

_PAYMENT = {
    "task": "列支任务",
    "payee": "收款户名",
    "recipient": "资助对象，与收款户名不同的",
    "account": "收款账号",
    "bank": "开户行",
    "purpose": "用途",
    "serial": "流水号",
    "granted": "应发金额",
    "tax": "代扣个税",
    "net": "实付金额",
    "net_words": "实付金额大写",
}
VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "date": "制表日期",
        "fund": "专项资金",
        "batch": "拨付批次",
        "channel": "支付方式",
        "payees": "对公或者对私",
        "prepared_by": "编制人",
        "signed_by": "签批人",
        "sent_on": "提交支付的日期",
        "count": "笔数",
        "total": "实付合计",
        "total_words": "实付合计大写",
        "back_count": "没有付成或者已退回的笔数",
        "back_total": "没有付成或者已退回的金额",
    },
    lists={"payments": _PAYMENT, "paid": _PAYMENT, "came_back": {**_PAYMENT, "reason": "没有付成的原因"}},
    conditions={
        "sent": "已经提交支付",
        "taxed": "有代扣个税",
        "untaxed": "没有代扣个税",
        "back": "有没有付成或者已退回的",
    },
    amounts={"payments": ("sum_granted", "sum_tax", "sum_net")},
)


def content(paper: BatchPaper) -> Content:
    """Return what fills a paper of a batch."""
    taxed = any(row.tax for row in paper.rows)
    found = {"sent": paper.sent_on is not None, "taxed": taxed, "untaxed": not taxed}
    found["back"] = any(row.came_back for row in paper.rows)
    return Content(
        _values(paper),
        {
            "payments": [_member(row) for row in paper.rows],
            "paid": [_member(row) for row in paper.rows if not row.came_back],
            "came_back": [_returned(row) for row in paper.rows if row.came_back],
        },
        {name for name, holds in found.items() if holds},
    )


def _values(paper: BatchPaper) -> dict[str, str]:
    total, back = sum(row.net for row in paper.rows), [row.net for row in paper.rows if row.came_back]
    return {
        **office_values(paper.issuer),
        "date": chinese_date(paper.date),
        "fund": phrase(paper.fund),
        "batch": trimmed(paper.batch),
        "channel": paper.channel,
        "payees": paper.payees,
        "prepared_by": trimmed(paper.prepared_by),
        "signed_by": trimmed(paper.signed_by),
        "sent_on": chinese_date(paper.sent_on) if paper.sent_on is not None else "",
        "count": str(len(paper.rows)),
        "total": grouped_yuan(total),
        "total_words": in_words(total),
        "back_count": str(len(back)),
        "back_total": grouped_yuan(sum(back)),
    }


def _member(row: PaidRow) -> Member:
    sums = {"sum_granted": row.fen, "sum_tax": row.tax, "sum_net": row.net}
    return Member(_payee_of(row) | _sums_of(row), amounts=sums)


def _returned(row: PaidRow) -> Member:
    """Return what its recipient is told of a payment that came back."""
    return Member(_payee_of(row) | _sums_of(row) | {"reason": phrase(row.reason)})


def _payee_of(row: PaidRow) -> dict[str, str]:
    return {
        "task": phrase(row.task),
        "payee": trimmed(row.payee),
        "recipient": trimmed(row.recipient),
        "account": trimmed(row.account),
        "bank": trimmed(row.bank),
        "purpose": phrase(row.purpose),
        "serial": row.serial,
    }


def _sums_of(row: PaidRow) -> dict[str, str]:
    return {
        "granted": grouped_yuan(row.fen),
        "tax": grouped_yuan(row.tax) if row.tax else "",
        "net": grouped_yuan(row.net),
        "net_words": in_words(row.net),
    }


def _registered(kind: str, name: str) -> RegisteredDocument[BatchPaper]:
    return RegisteredDocument(
        kind=DocumentKind(kind, name, series=None),
        template=f"funds/{kind}.yaml",
        vocabulary=VOCABULARY,
        data=BatchPaper,
        build=batch_paper,
        content=content,
        layout=Layout.SHEET,
        due=False,
        lists=True,
    )


PAYMENT_SUMMARY = _registered("payment_summary", "资金拨付明细汇总表")
"""Every payment of a batch by its task, with sums in figures and in words, to be signed."""

PAYMENT_RECEIPT = _registered("payment_receipt", "收款收据")
"""One sheet for each recipient, who confirms what was received."""

RETURN_NOTICE = _registered("return_notice", "收款账户核实通知单")
"""One sheet for each recipient whose money came back: why, and what is asked to pay it again."""
