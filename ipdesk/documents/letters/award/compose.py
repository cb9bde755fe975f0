"""The award notification 资助（奖励）通知书: from its data to a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from ipdesk.documents.errors import DocumentError, LetterDataError
from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.letters.award.data import AwardLetter, LetterItem
from ipdesk.documents.letters.award.names import DECIDED, ENTERED, LABELS, VOCABULARY
from ipdesk.documents.letters.fill import Content, LetterText, Member, lacking_setting
from ipdesk.documents.letters.layout import Letter, lay_out
from ipdesk.documents.letters.template import Template, read
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.text.citations import short_title
from ipdesk.documents.text.numerals import LAST_ORDINAL, LIMIT, chinese_date, in_words
from ipdesk.documents.typesetting.page_drawing import DrawnPage, PageFile, drawn
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.paths import resource
from ipdesk.rules.core.money import grouped_yuan

FILE = "award_notification.yaml"
NAME = "资助（奖励）通知书"


def render(letter: AwardLetter, *, templates_dir: Path | None = None) -> bytes:
    """Return one letter as a PDF; the same letter gives the same bytes.

    A template of the same name in ``templates_dir`` goes before the bundled one. Raises MissingGlyphError,
    TemplateError or LetterDataError, all DocumentErrors with a Chinese ``message``.
    """
    file = PageFile()
    file.add(drawn_pages(letter, templates_dir))
    return file.finish(facts(letter))


def drawn_pages(letter: AwardLetter, templates_dir: Path | None = None) -> list[DrawnPage]:
    """Return the pages of one letter; raises as `render` does."""
    return [drawn(page) for page in lay_out(compose(letter, _template(templates_dir)), fonts())]


def facts(letter: AwardLetter) -> Facts:
    """Return what the PDF of one letter says about itself."""
    return Facts(f"{NAME} {letter.number or ''}".strip(), letter.issuer.name, letter.date)


def render_batch(
    letters: Iterable[AwardLetter],
    on_progress: Callable[[int], None] = lambda _: None,
    *,
    templates_dir: Path | None = None,
    both_sides: bool = False,
) -> bytes:
    """Return many letters as one PDF for the printer.

    ``on_progress`` is told how many letters are done; what it raises ends the work.
    ``both_sides`` adds an empty page where a letter would else begin on the back of another.
    Raises as `render` does, the message naming the addressee.
    """
    file, last = PageFile(), None
    for done, letter in enumerate(letters, start=1):
        pages, last = _named(letter, templates_dir), letter
        file.add(pages)
        file.add_empty(int(both_sides and len(pages) % 2))
        on_progress(done)
    return file.finish(replace(facts(last), title=NAME)) if last is not None else b""


def _named(letter: AwardLetter, templates_dir: Path | None) -> list[DrawnPage]:
    """Draw one letter of a batch; its errors say whose it is."""
    try:
        return drawn_pages(letter, templates_dir)
    except DocumentError as error:
        error.add_place(f"致“{letter.addressee}”的通知书")
        raise


def _template(folder: Path | None) -> Template:
    """Return the office's own template, or the bundled one; read again only when the file has changed."""
    own = folder / FILE if folder else None
    path = own if own is not None and own.exists() else resource("letters", FILE)
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Template:
    return read(path, VOCABULARY)


def compose(letter: AwardLetter, template: Template) -> Letter:
    """Return the words of a letter; raises TemplateError, and LetterDataError where its sums disagree."""
    check(letter)
    text = LetterText(template, _content(letter))
    return Letter(
        red_header=phrase(letter.issuer.red_header) or _required_of_office("红头名称", "red_header"),
        number=_number(letter.number),
        title=text.title(),
        addressee=text.addressee(),
        paragraphs=text.paragraphs(),
        signature=phrase(letter.issuer.name) or _required_of_office("署名机关", "name"),
        date=chinese_date(letter.date),
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
    if any(item.granted < 0 or item.granted > item.computed for item in letter.items):
        raise LetterDataError("有事项的审定金额小于零或者大于核算金额，请重新核定后再印。")
    if not granted:
        raise LetterDataError(
            "没有予以资助（奖励）的事项，不能印发资助（奖励）通知书。请另行书面决定不予资助，"
            "写明事实、理由、依据和权利告知，送达申请人。"
        )


def _number(number: str | None) -> str | None:
    if number is None:
        return None
    return phrase(number) or _required("发文字号")


def _required(label: str) -> NoReturn:
    raise LetterDataError(f"文书缺少“{label}”，不能印出。请先填写。")


def _required_of_office(label: str, field: str) -> NoReturn:
    raise LetterDataError(lacking_setting(label), field)


def _content(letter: AwardLetter) -> Content:
    granted = [item for item in letter.items if item.granted]
    refused = [item for item in letter.items if not item.granted]
    return Content(
        _values(letter),
        {
            "granted": [_member(item) for item in granted],
            "refused": [_member(item) for item in refused],
            "duties": [Member({"duty": sentence(duty)}) for duty in letter.duties],
        },
        _conditions(letter, refused),
        LABELS,
        ENTERED,
    )


def _conditions(letter: AwardLetter, refused: list[LetterItem]) -> set[str]:
    disputed = letter.disputed()
    authority = letter.addressee_is_authority
    found = {"refused": bool(refused), "duties": bool(letter.duties)}
    # Between budgets money moves as a quota of the treasury's, not into an account.
    found |= {
        "account": not (authority or _gaps(letter)),
        "no_account": bool(_gaps(letter)) and not authority,
    }
    found |= {"authority": authority, "applicant": not authority}
    found |= {"disputed": disputed and not authority, "disputed_by_authority": disputed and authority}
    return {name for name, holds in found.items() if holds}


def _gaps(letter: AwardLetter) -> str:
    """Return what the account lacks, in Chinese; "" where it is complete."""
    parts = {"户名": letter.account_name, "开户银行": letter.bank_name, "账号": letter.account_number}
    return "、".join(label for label, value in parts.items() if not value.strip())


def _values(letter: AwardLetter) -> dict[str, str]:
    return {
        "you": letter.addressing.you,
        "paper": letter.addressing.paper,
        "announced": "函告" if letter.addressee_is_authority else "通知",
        "addressee": trimmed(letter.addressee),
        "application_number": trimmed(letter.application_number),
        "accepted_on": chinese_date(letter.accepted_on),
        "policy_title": phrase(letter.policy_title).removeprefix("《").removesuffix("》"),
        "policy_number": phrase(letter.policy_number),
        "policy_short": short_title(letter.policy_title),
        "policy_cited": short_title(letter.policy_title) or "上述政策文件",
        "programme_year": str(letter.programme_year),
        "meeting": sentence(letter.meeting),
        "total": grouped_yuan(letter.total),
        "total_words": in_words(letter.total),
        "account_name": trimmed(letter.account_name),
        "bank_name": trimmed(letter.bank_name),
        "account_number": trimmed(letter.account_number),
        "account_gaps": _gaps(letter),
        "to_others": sentence(letter.to_others),
        "issuer": phrase(letter.issuer.name),
        "contact_person": trimmed(letter.issuer.contact_person),
        "telephone": trimmed(letter.issuer.telephone),
        "address": phrase(letter.issuer.address),
        "remedies": sentence(letter.issuer.remedies),
    }


def _member(item: LetterItem) -> Member:
    values = {
        "title": sentence(item.title),
        "article": phrase(item.article),
        "basis": sentence(item.basis).removeprefix("按"),
        "computed": grouped_yuan(item.computed) if item.computed else "",
        "granted": grouped_yuan(item.granted),
        "cut": grouped_yuan(item.computed - item.granted),
        "reason": sentence(item.reason),
        "decision": sentence(item.decision),
    }
    return Member(values, _outcome(item))


def _outcome(item: LetterItem) -> str:
    """Return which wording an item takes: what it was granted decides, then its status.

    A sum that an authority decided was not computed, and is told otherwise.
    """
    found = item.status
    if item.granted:
        found = "awarded" if item.granted == item.computed else "reduced"
    elif item.status in ("awarded", "reduced"):
        found = "refused"
    return DECIDED.get(found, found) if item.decision else found
