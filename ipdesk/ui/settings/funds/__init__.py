"""What bounds awards, and the sheets of banks, among the settings."""

from ipdesk.ui.settings.funds.view import FundSettingsView

__all__ = ["FundSettingsView"]
