"""The page of the register of achievements, and the import of lists into it."""

from ipdesk.ui.achievements.page import AchievementsPage

__all__ = ["AchievementsPage"]
