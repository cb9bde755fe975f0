"""The pages of the window: each is made, and its modules are read, when it is first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ipdesk.ui.desk.destinations import PageKey

if TYPE_CHECKING:
    from ipdesk.ui.desk.desk import Desk
    from ipdesk.ui.desk.page import Page
    from ipdesk.ui.desk.preferences import Preferences
    from ipdesk.ui.shell.window import DeskWindow


def add_pages(window: DeskWindow, desk: Desk, preferences: Preferences) -> None:
    """Make the counter; each other page is made, and its modules are read, when it is first wanted.

    A decision that was rescued has to be saved now, and its page does that.
    """
    from ipdesk.ui.counter import CounterPage
    from ipdesk.ui.desk.rescue import DECISION, REVIEW, REVIEW_LEFT

    counter = CounterPage(desk)
    counter.sources.reader.use(preferences)
    window.add_page(PageKey.COUNTER, window.tr("受理"), "file-plus", counter, "work")
    _announce_pages(window, desk, preferences)
    if any(map(desk.rescue.holds, (DECISION, REVIEW, REVIEW_LEFT))):
        window.page(PageKey.APPLICATIONS)
    for page in window.pages():
        page.bring_back()


def _announce_pages(window: DeskWindow, desk: Desk, preferences: Preferences) -> None:
    applications = partial(_applications_page, desk, preferences)
    window.announce_page(PageKey.APPLICATIONS, window.tr("申请件"), "list", applications, "work")
    notices, letters = partial(_notices_page, desk), partial(_letters_page, desk)
    window.announce_page(PageKey.NOTICES, window.tr("公示"), "megaphone", notices, "payout")
    window.announce_page(PageKey.LETTERS, window.tr("文书"), "mail", letters, "payout")
    payments = partial(_payments_page, desk)
    window.announce_page(PageKey.PAYMENTS, window.tr("拨付"), "banknote", payments, "payout")
    window.announce_page(PageKey.FUNDS, window.tr("资金"), "pie", partial(_funds_page, desk), "payout")
    achievements = partial(_achievements_page, desk)
    window.announce_page(PageKey.ACHIEVEMENTS, window.tr("成果"), "medal", achievements, "records")
    settings = partial(_settings_page, desk, preferences)
    window.announce_page(PageKey.SETTINGS, window.tr("设置"), "settings", settings, "foot")


def _applications_page(desk: Desk, preferences: Preferences) -> Page:
    from ipdesk.ui.applications import ApplicationsPage

    return ApplicationsPage(desk, preferences)


def _notices_page(desk: Desk) -> Page:
    from ipdesk.ui.notices import NoticesPage

    return NoticesPage(desk)


def _letters_page(desk: Desk) -> Page:
    from ipdesk.ui.letters import LettersPage

    return LettersPage(desk)


def _payments_page(desk: Desk) -> Page:
    from ipdesk.ui.payments import PaymentsPage

    return PaymentsPage(desk)


def _funds_page(desk: Desk) -> Page:
    from ipdesk.ui.funds import FundsPage

    return FundsPage(desk)


def _achievements_page(desk: Desk) -> Page:
    from ipdesk.ui.achievements import AchievementsPage

    return AchievementsPage(desk)


def _settings_page(desk: Desk, preferences: Preferences) -> Page:
    from ipdesk.ui.settings import SettingsPage

    return SettingsPage(desk, preferences)
