"""The office at its window: what is entered, reviewed, published, decided and served, in the clerk's words.

Everything goes by the keys, fields and menus of the real window. Time passes by the clock that the program
was given (``go_on_to``); nobody sleeps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QComboBox, QTableView

from ipdesk.demo import story
from ipdesk.models.records import ApplicantDetails, TraitPeriod
from ipdesk.ui.notices.dialogs.attacked_lines import AttackedLines
from ipdesk.ui.widgets import CheckBox, NumberField, Switch
from tests.end_to_end.outcomes.window import Window

_FIELDS = {
    "统一社会信用代码": "identity",
    "法定代表人": "legal_representative",
    "经办人": "contact",
    "联系电话": "telephone",
    "地址": "address",
    "开户银行": "bank",
    "收款账号": "account",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What one applicant hands in: who it is, and its achievements."""

    name: str
    particulars: Mapping[str, str]
    achievements: Sequence[story.DemoAchievement]
    traits: tuple[str, ...] = ()
    kind: str = ""

    def details(self) -> ApplicantDetails:
        """Return the applicant, a small firm, as it was registered before."""
        known = {_FIELDS[label]: text for label, text in self.particulars.items()}
        return ApplicantDetails(kind="enterprise", name=self.name, traits=(TraitPeriod("sme"),), **known)


def _posted(where: str) -> QImage:
    """Return a picture of what is posted somewhere."""
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = painter.font()
    font.setPixelSize(64)
    painter.setFont(font)
    painter.drawText(100, 160, where)
    painter.drawRect(60, 60, 840, 420)
    painter.end()
    return image


LICENSED = "专利登记簿记载的专利权人是与申请人订立许可合同的许可方"
BOTH = f"专利：{LICENSED}；作品：登记证书记载的著作权人是申请人"
"""Who owns what is licensed, which no form tells; of works that the certificate does."""


class Office(Window):
    """Everybody of the office, at one window."""

    # --- the counter ---

    def register(self, form: Form) -> None:
        """Register an applicant who has never been here."""
        self._begin(form)
        if form.kind:
            self.clerk.choose("类型", form.kind)
        for label, text in form.particulars.items():
            self.clerk.fill(label, text)
        for trait in form.traits:
            self.clerk.choose("添加资质特征", trait)
        self.clerk.press("Ctrl+Return")

    def _begin(self, form: Form) -> None:
        self.clerk.press("Ctrl+1")
        self.clerk.press("Ctrl+N")
        story.find_applicant(self.clerk, form.name)

    def enter(self, form: Form, *, registered: bool = True) -> None:
        """Lay an applicant on the counter, registering it first, and type in what it applies for."""
        self._begin(form) if registered else self.register(form)
        for achievement in form.achievements:
            story.add(self.clerk, achievement)
            if achievement.kind == "作品著作权登记":
                self.clerk.press("Alt+M")
                self.clerk.fill("著作权人", form.name)
        self.receive_materials(account="收款账号" in form.particulars)
        self.clerk.press("Ctrl+S")
        found = (re.fullmatch(r"(\d{4}) 年第 (\d+) 号", text) for text in self.clerk.texts())
        self.numbers[form.name] = "-".join(next(filter(None, found)).groups())

    def receive_materials(self, *, account: bool) -> None:
        """Tick all materials that are asked for; what proves the account only where there is one."""

        def tick() -> None:
            self.clerk.press("Ctrl+A")
            if not account:
                self.choose_row("收款银行账户证明")
                self.clerk.press("Space")
            self.clerk.press("Return")

        self.answer("F8", tick)

    def accept(self, *, lacking: bool = False) -> None:
        """Accept what lies on the counter, although materials are ``lacking``."""
        self.answer("F9", (lambda: self.clerk.press("Alt+Y")) if lacking else self.agree)
        self.clerk.wait_to_see("已受理，编号")

    def accept_all(self) -> None:
        """Accept all drafts together, after a look at the preview."""
        self.list_state("草稿")
        self.answer("F9", self.done)

    # --- review ---

    def review_all(self, owners: str = "", *, without: Sequence[Form] = ()) -> None:
        """Look everything up for all that are accepted, with nothing against anybody.

        ``owners`` is what the owners of rights turned out to be, of all but those ``without``.
        """
        self.list_state("已受理")
        for form in without:
            self.choose_row(form.name)
            self.clerk.press("Space")

        def fine() -> None:
            self.clerk.press("Alt+A")  # what is not met has a key of its own, and stands there with it
            self.clerk.press("1")
            self.clerk.fill("现在的权利人 情况说明", owners)
            self.done()

        self.answer("F9", fine, self.done)

    # --- proposal and decision ---

    def meet(self, number: str, day: str) -> None:
        """Fill in the minutes of a meeting."""
        self.clerk.fill("会议纪要编号", number)
        self.clerk.fill("会议日期", day)

    def take_together(self, word: str, number: str, day: str) -> None:
        """Take a step for all that is ticked, by one meeting, after a look at the preview."""

        def meeting() -> None:
            self.meet(number, day)
            self.done()

        self.take_from_menu(word, "Alt+J", meeting, self.done)

    def lower(self, amount: str, reason: str) -> None:
        """Grant less than computed for the line in hand (yuan), and say why."""
        self.clerk.press("Return")
        self.clerk.press("Ctrl+A")
        self.clerk.type(amount)
        self.clerk.press("Return")
        self.clerk.type(reason)
        self.clerk.press("Return")
        self.clerk.press("1")  # what a look-up found
        self.clerk.press("Return")

    def decide(
        self,
        name: str,
        number: str,
        day: str,
        *lowered: tuple[str, str],
        departing: str = "",
        unpublished: str = "",
        stated: tuple[str, ...] = (),
    ) -> None:
        """Propose or decide one application, lines lowered from the first on: (yuan, reason) or nothing."""
        self.stand_on(name)
        self.clerk.press("F9")
        self.clerk.wait_to_see("会议纪要编号")
        self.clerk.press("F3")
        for amount, reason in lowered:
            if amount:
                self.lower(amount, reason)
            else:
                self.clerk.press("Down")
        self.meet(number, day)
        if departing:
            self.clerk.fill("与拟资助不同的理由", departing)
            self.clerk.fill("不重新公示的理由", unpublished)
        for label, text in zip(("申请人陈述的主要内容", "是否采纳"), stated, strict=False):
            self.enter_field(label, text)
        self.answer("F9", self.agree)
        self.clerk.wait(self._decided, f"{name} decided")
        self.clerk.press("Escape")

    def _decided(self) -> bool:
        said = self.clerk.texts()
        return any(text.startswith(("已提出拟资助", "已审定，", "已审定；")) for text in said)

    # --- papers ---

    def issue(self) -> None:
        """Issue what is chosen on the page of papers; it is printed later."""
        self.answer("F9", self.agree, self.no_printer)

    def approve(self, name: str) -> None:
        """Write down that what was submitted was signed, and have it done, which issues its paper."""
        self.stand_on(name)

        def sign() -> None:
            self.write("签批人", "黎志明（局长）")
            self.done()

        self.answer("F9", sign, self.done)

    def submit_paper(self, name: str) -> None:
        """Submit the paper that comes next of what was done."""
        self.stand_on(name)
        self.answer("F9", self.agree)

    def record_signatures(self, name: str, signers: Mapping[str, str]) -> None:
        """Write down who signed the form of a file by hand, and the same of all files of its meeting."""
        self.stand_on(name)

        def fill() -> None:
            for post, signer in signers.items():
                self.write(f"{post}签字", signer)
            [alike] = [one for one in self.clerk.window().findChildren(Switch) if one.isVisible()]
            self.clerk.click(alike)
            self.done()

        self.take_from_menu("登记审批表签字", "Alt+J", fill)

    def issue_from_menu(self, word: str, key: str = "Alt+J") -> None:
        """Issue a paper that a menu offers for what is chosen."""
        self.take_from_menu(word, key)
        self.clerk.wait_to_see("成文日期")
        self.issue()

    def issue_waiting(self, kind: str) -> None:
        """Issue all papers of a kind that wait for it."""
        self.clerk.press("Ctrl+4")
        self.clerk.press("Alt+1")
        choice = self.clerk.find("待下达的文书", QComboBox)
        words = (choice.itemText(at) for at in range(choice.count()))
        self.clerk.choose("待下达的文书", next(word for word in words if word.startswith(kind)))
        self.clerk.find("待下达", QTableView).setFocus()
        self.clerk.press("Ctrl+A")
        self.issue()

    def quote(self, clause: str, wording: str) -> None:
        """Type what a clause of the policy of the city says itself."""
        self.clerk.press("Ctrl+8")
        self.clerk.press("Alt+2")
        self.choose_row("韶关市")

        def fill() -> None:
            self.clerk.choose("条款", clause)
            self.write("原文", wording)
            self.done()

        self.answer("Alt+Y", fill)

    # --- side exits ---

    def propose_anew(self, name: str, reason: str) -> None:
        """Go where the next step leads after a right objection: back, and to the new proposal."""
        self.stand_on(name)

        def give() -> None:
            self.clerk.fill("理由", reason)
            self.done()

        self.answer("F9", give)
        self.clerk.wait_to_see("会议纪要编号")
        self.clerk.press("Escape")

    def withdraw(self, name: str, reason: str, pages: int) -> None:
        """Let an applicant withdraw, with its paper."""
        self.stand_on(name)

        def give() -> None:
            self.clerk.fill("理由", reason)
            self.clerk.choose("怎样撤回", "收到书面撤回申请")
            self.clerk.fill("页数", str(pages))
            self.done()

        self.take_from_menu("申请人撤回", "Alt+J", give, self.agree)

    def ask_correction(self, name: str, missing: str, cure: str, basis: str, *, at_once: bool) -> None:
        """Ask for what is missing; the notice is handed over at once, or goes out to be served."""
        self.stand_on(name)

        def ask() -> None:
            for label, text in (("缺少或者有误的内容", missing), ("怎样补正", cure), ("依据", basis)):
                self.clerk.fill(label, text)
            if at_once:
                self.click("补正通知书今天当面送达")
            self.done()

        self.take_from_menu("通知补正", "Alt+J", ask)

    def record_service(self, name: str, day: str) -> None:
        """Write down on which day the notice of a correction was served."""
        self.stand_on(name)

        def fill() -> None:
            self.clerk.fill("送达日期", day)
            self.done()

        self.take_from_menu("补正通知的送达日期", "Alt+J", fill)

    # --- the level above ---

    def forward(self, name: str, body: str) -> None:
        """Forward an application to the level above."""
        self.stand_on(name)

        def fill() -> None:
            self.clerk.fill("报送机关", body)
            self.done()

        self.answer("F9", fill)

    def take_answer(self, name: str, number: str, day: str) -> None:
        """Write down that the level above granted what was forwarded."""
        self.stand_on(name)

        def fill() -> None:
            self.clerk.fill("批复文号", number)
            self.clerk.fill("批复日期", day)
            self.clerk.fill("页数", "2")
            self.clerk.press("Alt+A")
            self.done()

        self.answer("F9", fill)

    # --- the public notice ---

    def publish(self, **fields: str) -> None:
        """Publish all that is proposed, with fields by their labels."""
        self.clerk.press("Ctrl+3")
        self.clerk.press("Alt+1")

        def fill() -> None:
            for label, text in fields.items():
                self.clerk.fill(label, text)
            self.done()

        self.answer("F9", fill, self.agree, self.no_printer)

    def inquire(self, body: str, day: str) -> None:
        """Ask another office about all that is reviewed, before the meeting."""
        self.list_state("已初审")

        def fill() -> None:
            self.clerk.fill("征求哪个单位的意见", body)
            self.clerk.fill("函复期限", day)
            self.done()

        self.take_from_menu("征求其他单位意见", "Alt+J", fill)

    def note_inquiry(self, source: str, day: str, pages: int) -> None:
        """Write down that the other office has nothing against anybody."""
        self.clerk.press("Ctrl+3")
        self.clerk.press("Alt+3")

        def fill() -> None:
            self.clerk.fill("复函文号", source)
            self.clerk.fill("复函日期", day)
            self.clerk.fill("页数", str(pages))
            self.done()

        self.answer("Alt+F", fill)

    def object(
        self, to: str, objector: str, contact: str, text: str, only: str = "", which: str = ""
    ) -> None:
        """Write down an objection of a unit to the newest notice, with all it has to bring.

        ``only`` names the items that it attacks, by the beginning of their rows; with "" all stay ticked.
        ``which`` are the numbers of those that it is about, where several stand in a row.
        """
        self.clerk.press("Ctrl+3")
        self.clerk.press("Alt+2")

        def fill() -> None:
            self.clerk.choose("对谁有异议", to)
            self.clerk.fill("异议人名称", objector)
            self.clerk.fill("联系人和联系方式", contact)
            self.write("异议内容", text)
            self.clerk.fill("页数", "3")
            [rows] = self.clerk.window().findChildren(AttackedLines)
            for box in self.clerk.window().findChildren(CheckBox):
                wanted = box.text().startswith(only) if box in rows.boxes else True
                if box.isChecked() is not wanted:
                    self.clerk.click(box)
            if which:
                self.clerk.fill("针对其中哪几件（登记号）", which)
            self.done()

        self.answer("Alt+O", fill)

    def answer_objection(
        self, objector: str, outcome: str, reason: str, quoted: str, view: Mapping[str, str] | None = None
    ) -> None:
        """Submit the answer to an objection to the newest notice by a look-up that is ``quoted``.

        ``view`` fills in what is asked of what the applicant stated.
        """
        self.clerk.press("Ctrl+3")
        self.clerk.press("Alt+2")
        self.choose_row(objector)

        def fill() -> None:
            self.clerk.choose("处理意见", outcome)
            self.write("核查情况和理由", reason)
            self.enter_field("补充核查", quoted)
            for label, text in (view or {}).items():
                self.enter_field(label, text)
            self.done()

        self.answer("Alt+D", fill)

    def close_notice(self, number: str, shown: str) -> None:
        """Close a notice (the end of its number), with its report."""
        self.clerk.press("Ctrl+3")
        self.clerk.press("Alt+2")
        self.choose_row(number)

        def fill() -> None:
            self.clerk.fill("公示的方式", shown)
            self.done()

        self.answer("Alt+E", fill, self.no_printer)

    # --- service and archive ---

    def prove(self, name: str) -> None:
        """Print the proof of service 送达回证 of the paper that has just gone out."""
        self.stand_on(name)
        self.issue_from_menu("送达回证")

    def serve(self, name: str, day: str, taker: str = "叶知秋，经办人") -> None:
        """Write down that the newest paper was handed over at the desk."""
        when = {"送达日期": day, "送达地点": "本局受理窗口", "送达时间": "9:00"}
        self.act(name, "登记送达", {**when, "签收人": taker})

    def attempt(self, name: str, fields: Mapping[str, str], pictures: Mapping[str, str]) -> None:
        """Write down that the newest paper could not be served, with pictures by what they show."""
        self.stand_on(name)
        self.take_from_menu("登记送达未成", "Alt+J", lambda: self._with_pictures(fields, pictures))

    def check_later(
        self, name: str, stage: str, fields: Mapping[str, str], pictures: Mapping[str, str]
    ) -> None:
        """Write down what was looked up after the review, with pictures, and print its record."""
        self.stand_on(name)
        asked = {"核查阶段": stage, **fields}
        self.take_from_menu("补充核查", "Alt+J", lambda: self._with_pictures(asked, pictures))
        self.stand_on(name)
        self.issue_from_menu("补充核查记录")

    def prove_attempts(self, name: str) -> None:
        """Print the record of what was tried in vain."""
        self.stand_on(name)
        self.issue_from_menu("送达情况记录")

    def serve_by_notice(self, name: str, fields: Mapping[str, str]) -> None:
        """Write down where an announcement was posted, with pictures of that, and print what proves it."""
        self.stand_on(name)
        shown = {"门户网站公告页面": "https://www.example.gov.cn", "公告栏张贴的公告": "board"}
        taken = (
            {
                "网址或者地点": "www.example.gov.cn/tz/202404/1.html",
                "截图或者拍摄日期": "20240422",
                "时间": "15:30",
            },
            {"网址或者地点": "本局一楼公告栏", "截图或者拍摄日期": "20240422", "时间": "15:40"},
        )
        self.take_from_menu("登记送达", "Alt+J", lambda: self._with_pictures(fields, shown, taken))
        self.stand_on(name)
        self.issue_from_menu("送达公告发布证明")

    def _with_pictures(
        self,
        fields: Mapping[str, str],
        pictures: Mapping[str, str],
        taken: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """Fill in a dialog and attach pictures, each with what it shows, and where and when it was taken."""

        def paste() -> None:
            for at, (caption, where) in enumerate(pictures.items()):
                QGuiApplication.clipboard().setImage(_posted(where))
                self.clerk.press("Ctrl+V")
                self.enter_field("图片说明", caption)
                for label, text in (taken[at] if at < len(taken) else {}).items():
                    self.enter_field(label, text)
            self.done()

        for label, text in fields.items():
            self.enter_field(label, text)
        self.clerk.answering(paste)
        self.click("附图片…")
        self.done()

    def count_pages(self, pages: str) -> None:
        """Type how many pages each thing has that is asked for, and archive."""
        for field in self.clerk.window().findChildren(NumberField):
            field.setFocus()
            self.clerk.type(pages)
        self.done()

    # --- after the award ---

    def announce(self, name: str) -> None:
        """Submit that a paper is announced in public, once what is published was looked through."""
        self.stand_on(name)

        def fill() -> None:
            self.done()
            self.clerk.wait_to_see("核对无误，送审，印审批表")
            self.done()

        self.take_from_menu("公告送达", "Alt+J", fill)

    def act(self, name: str, word: str, fields: Mapping[str, str]) -> None:
        """Do what stands beside the states: its dialog, with fields by the beginning of their labels."""
        self.stand_on(name)

        def fill() -> None:
            for label, text in fields.items():
                self.enter_field(label, text)
            self.done()

        self.take_from_menu(word, "Alt+J", fill)
