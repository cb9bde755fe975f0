"""``ipdesk demo``: the main job on sample data, from the first start to the letter, and back again."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ipdesk.demo import story
from ipdesk.demo.clerk import Clerk, NotOnScreen
from ipdesk.demo.stage import WINDOW, Launch, RunningDesk, Screenshots, running, without_screen

LETTER = "资助通知书.pdf"


def play(out: Path, launch: Launch) -> int:
    """Play the main job without a screen and leave pictures and the letter in a folder.

    Tells what it does in Chinese, and the end of it in English too. Returns the exit code: 1 where something
    was not on the screen, else 0.
    """
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("[0-9][0-9]-*.png"), out / LETTER):
        old.unlink(missing_ok=True)
    with without_screen() as data_dir:
        try:
            _Job(out, launch, data_dir).play()
        except NotOnScreen as missing:
            print(_tr("演示中断：画面上没有“{what}”。").format(what=missing))
            return 1
    print(_tr("演示完成：截图和通知书在 {folder}").format(folder=out))
    print(f"Done: {len(list(out.glob('*.png')))} screenshots and the letter ({LETTER}) are in {out}")
    return 0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Demo", text)


class _Job:
    """One play, with its pictures."""

    def __init__(self, out: Path, launch: Launch, data_dir: Path) -> None:
        self._out, self._launch, self._data_dir = out, launch, data_dir

    def play(self) -> None:
        """Do the job in two sittings: the second finds what the first has left."""
        with running(self._launch, self._data_dir) as (program, clerk):
            self._screenshots = Screenshots(self._out, clerk)
            self._first_start(program, clerk)
            self._applicant(clerk)
            self._achievements(clerk)
            self._accept_and_decide(clerk)
            self._letter(clerk)
        with running(self._launch, self._data_dir) as (_, clerk):
            self._screenshots.hand_over(clerk)
            self._find_again(clerk)

    def _tell(self, sentence: str, picture: str) -> None:
        path = self._screenshots.save(picture)
        print(f"{path.name}　{sentence}")

    def _first_start(self, program: RunningDesk, clerk: Clerk) -> None:
        self._tell(_tr("初次使用，先填本单位的情况"), "first-start")
        story.set_up(clerk, with_sample=True)
        self._tell(_tr("填好单位和经办人，装入样例数据"), "office")
        clerk.press("Ctrl+Return")
        self._tell(_tr("选定本单位的办理步骤"), "steps")
        story.take_the_shortest_course(clerk)
        clerk.press("Ctrl+Return")
        clerk.wait(lambda: program.window is not None, "main window")
        assert program.window is not None
        program.window.resize(*WINDOW)
        self._tell(_tr("进入受理台"), "counter")

    def _applicant(self, clerk: Clerk) -> None:
        story.register(clerk, story.COMPANY, story.PARTICULARS, ["中小微企业"])
        self._tell(_tr("查无此企业，登记新申请人"), "applicant-form")
        clerk.press("Ctrl+Return")
        story.choose_year(clerk, 2022, story.CALL, "申请材料于截止以前寄出，邮戳在申报期内")
        self._tell(_tr("申请人已登记，选 2022 年度"), "applicant")

    def _achievements(self, clerk: Clerk) -> None:
        story.add(clerk, story.WORKS)
        clerk.wait_to_see("20,000.00")
        self._tell(_tr("101 件作品登记按连号一次录入：年度上限 100 件，得 20,000.00 元"), "works")
        story.add(clerk, story.LICENCE)
        clerk.wait_to_see("28,000.00")
        self._tell(_tr("许可合同 80 万元，按 1% 得 8,000.00 元，合计 28,000.00 元"), "licence")

    def _accept_and_decide(self, clerk: Clerk) -> None:
        asked = _tr("受理前写明还缺什么，先提议通知补正；这里仍然受理")
        clerk.answering(lambda: self._agree(clerk, asked, "accept-asked", "Alt+Y"))
        clerk.press("F9")
        clerk.wait_to_see("去办理")
        self._tell(_tr("受理，编号已给出"), "accepted")
        clerk.press("F10")
        clerk.wait_to_see("会议纪要编号")
        today = datetime.date.today()
        story.decide(clerk, f"澄市监党组会纪要〔{today.year}〕3号", f"{today:%Y%m%d}")
        self._tell(_tr("审定：逐项核对，填会议纪要"), "decision")
        clerk.answering(lambda: self._agree(clerk, _tr("审定前再确认一次，金额附大写"), "decision-asked"))
        clerk.press("F9")
        clerk.wait_to_see("下达文书")
        self._tell(_tr("已审定，金额从此不变"), "decided")

    def _agree(self, clerk: Clerk, sentence: str, picture: str, key: str = "Return") -> None:
        self._tell(sentence, picture)
        clerk.press(key)

    def _letter(self, clerk: Clerk) -> None:
        clerk.press("F9")
        clerk.wait_to_see("发文字号")
        self._tell(_tr("文书：通知书样稿，文号在印发时取"), "letter-preview")
        issued = clerk.text_beginning("已印发")
        clerk.answering(lambda: self._issue(clerk))
        clerk.press("F9")
        clerk.wait((self._out / LETTER).exists, LETTER)
        clerk.wait(lambda: clerk.text_beginning("已印发") != issued, "one letter more")
        self._tell(_tr("已下达并打印，通知书存为 {name}").format(name=LETTER), "letter-issued")

    def _issue(self, clerk: Clerk) -> None:
        self._tell(_tr("下达前再确认一次"), "letter-asked")
        clerk.answering(lambda: self._print(clerk))
        clerk.press("Return")

    def _print(self, clerk: Clerk) -> None:
        self._tell(_tr("系统的打印对话框，这里打印到 PDF 文件"), "printer-dialog")
        story.print_to_file(clerk, self._out / LETTER)

    def _find_again(self, clerk: Clerk) -> None:
        clerk.press("Ctrl+2")
        clerk.wait_to_see("已下达")
        self._tell(_tr("关闭后重新打开：申请件都在，这一件已下达"), "list-again")
        clerk.press("Ctrl+K")
        clerk.type("sgscgszkj")
        clerk.press("Return")
        self._tell(_tr("按拼音首字母也能找到"), "search")
