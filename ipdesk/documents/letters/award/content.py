"""What fills the template of the award notification 资助（奖励）通知书."""

from __future__ import annotations

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import addressee_conditions, application_values
from ipdesk.documents.letters.award.data import AwardLetter, LetterItem
from ipdesk.documents.letters.award.names import BOUND, DECIDED
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.text.numerals import LAST_ORDINAL, LIMIT, chinese_date, day_text, in_words
from ipdesk.documents.text.punctuation import brackets_told_apart
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.rules.core.money import grouped_yuan

EITHER = "核减或者未予资助（奖励）"
"""What the usual sentence on remedies says a letter may do."""
LOWERED, BELOW, REFUSED = "核减", "核定金额低于最高限额", "未予资助（奖励）"


def content(letter: AwardLetter) -> Content:
    """Return what fills the template. Raises LetterDataError as ``check`` does."""
    check(letter)
    granted = [item for item in letter.items if item.granted]
    refused = [item for item in letter.items if not item.granted]
    return Content(
        _values(letter),
        {
            "granted": [item_member(item) for item in granted],
            "refused": [item_member(item) for item in refused],
            "duties": [Member({"duty": sentence(duty)}) for duty in letter.duties],
        },
        _conditions(letter, refused),
    )


def check(letter: AwardLetter) -> None:
    """Raise LetterDataError when the sums disagree, nothing is granted, or more than a letter can say."""
    if len(letter.items) > LAST_ORDINAL:
        raise LetterDataError(
            f"事项共有 {len(letter.items):,} 项，一份通知书最多排 {LAST_ORDINAL:,} 项，请核对是否重复录入。"
        )
    if max(letter.total, *(item.computed for item in letter.items), 0) >= LIMIT:
        raise LetterDataError("有金额在一亿亿元以上，无法写成大写金额，请核对金额后再印。")
    granted = sum(item.granted for item in letter.items)
    if granted != letter.total:
        raise LetterDataError(
            f"各项审定金额合计 {grouped_yuan(granted)} 元，与总额 {grouped_yuan(letter.total)} 元不一致，"
            "请重新核定后再印。"
        )
    if any(item.granted < 0 or _is_above(item, letter) for item in letter.items):
        raise LetterDataError("有事项的审定金额小于零或者大于核算金额，请重新核定后再印。")
    if not granted:
        raise LetterDataError(
            "没有予以资助（奖励）的事项，不能印发资助（奖励）通知书。请印发不予资助决定书，送达申请人。"
        )


def _is_above(item: LetterItem, letter: AwardLetter) -> bool:
    """Say whether more is granted than computed; only the level above may do so."""
    return item.granted > item.computed and not letter.upper_answer


def _conditions(letter: AwardLetter, refused: list[LetterItem]) -> set[str]:
    disputed = letter.disputed()
    authority = letter.addressee_is_authority
    found = {"refused": bool(refused), "duties": bool(letter.duties), "heard": bool(letter.heard)}
    payable = not (authority or _gaps(letter))
    # Between budgets money moves as a quota of the treasury's, not into an account.
    found |= {
        "account": payable,
        "paid_here": payable and not letter.paid_on and not letter.upper_answer,
        "paid_above": payable and not letter.paid_on and bool(letter.upper_answer),
        "paid_already": payable and letter.paid_on is not None,
        "no_account": bool(_gaps(letter)) and not authority,
        "asked": letter.asked is not None and not authority,
        "changeable": payable and not letter.paid_on,
        "unchangeable": not authority and bool(_gaps(letter) or letter.paid_on),
    }
    found |= {"disputed": disputed and not authority, "disputed_by_authority": disputed and authority}
    return {name for name, holds in found.items() if holds} | addressee_conditions(letter)


def _gaps(letter: AwardLetter) -> str:
    """Return what the account lacks, in Chinese; "" where it is complete."""
    parts = {"户名": letter.account_name, "开户银行": letter.bank_name, "账号": letter.account_number}
    return "、".join(label for label, value in parts.items() if not value.strip())


def _account_given_by(letter: AwardLetter) -> str:
    """Return whose account it is: what a child is granted goes into that of its guardian."""
    you = letter.addressing.you
    return f"{you}的监护人" if letter.guardian and letter.account_name == letter.guardian else you


def _values(letter: AwardLetter) -> dict[str, str]:
    return {
        **application_values(letter),
        "announced": "函告" if letter.addressee_is_authority else "通知",
        "accepted_on": chinese_date(letter.accepted_on),
        "meeting": sentence(letter.meeting),
        "delegation": sentence(letter.delegation),
        "upper_answer": phrase(letter.upper_answer),
        "upper_body": phrase(letter.upper_answer).partition("（")[0],
        "total": grouped_yuan(letter.total),
        "total_words": in_words(letter.total),
        "account_given_by": _account_given_by(letter),
        "account_name": trimmed(letter.account_name),
        "bank_name": trimmed(letter.bank_name),
        "account_number": trimmed(letter.account_number),
        "account_gaps": _gaps(letter),
        "to_others": sentence(letter.to_others),
        "channel": letter.channel,
        "paid_on": day_text(letter.paid_on),
        "heard": sentence(letter.heard),
        **_asked(letter),
        "disputed_about": _disputed(letter),
        "remedies": sentence(letter.issuer.remedies).replace(EITHER, _disputed(letter)),
    }


def _disputed(letter: AwardLetter) -> str:
    """Say what may be disputed: what the letter lowers, what it decides below the most, what it refuses."""
    given = [item for item in letter.items if item.granted]
    held = {
        LOWERED: any(item.granted < item.computed for item in given),
        BELOW: any(item.below and item.granted >= item.computed for item in given),
        REFUSED: len(given) < len(letter.items),
    }
    *first, last = [words for words, holds in held.items() if holds] or [EITHER]
    return "或者".join(filter(None, ("、".join(first), last)))


def _asked(letter: AwardLetter) -> dict[str, str]:
    """Write what the addressee has to do to be paid."""
    asked = letter.asked or AskedToCollect("", 0)
    return {
        "collect_asks": sentence(asked.asks),
        "collect_days": str(asked.days),
        "collect_basis": sentence(asked.basis),
    }


def item_member(item: LetterItem) -> Member:
    """Return what fills the wording of an item, and which wording that is."""
    values = {
        "title": brackets_told_apart(sentence(item.title)),
        "article": phrase(item.article),
        "basis": brackets_told_apart(sentence(item.basis)).removeprefix("按"),
        "computed": grouped_yuan(item.computed) if item.computed else "",
        "granted": grouped_yuan(item.granted),
        "cut": grouped_yuan(item.computed - item.granted),
        "reason": sentence(item.reason),
        "decision": sentence(item.decision),
        "score": item.score,
        "why": sentence(item.why),
        "bound": phrase(item.bound),
        "used": phrase(item.used),
        "those": phrase(item.those),
    }
    return Member(values, _outcome(item))


def _outcome(item: LetterItem) -> str:
    """Return which wording an item takes: what it was granted decides, then its status.

    A sum that an authority decided was not computed, and is told otherwise.
    """
    found = item.status
    if item.granted:
        found = "awarded" if item.granted == item.computed else "reduced"
        if item.granted > item.computed:
            return "raised"
    elif item.status in ("awarded", "reduced"):
        found = "refused"
    if found == "excluded" and item.bound:
        return BOUND
    return DECIDED.get(found, found) if item.decision else found
