"""The page 设置: the office, the people, and this computer."""

from ipdesk.ui.settings.page import SettingsPage

__all__ = ["SettingsPage"]
