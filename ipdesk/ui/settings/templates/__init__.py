"""文书模板 in the settings: what each paper says, changed, checked, looked at and saved by the office."""

from ipdesk.ui.settings.templates.view import TemplatesView

__all__ = ["TemplatesView"]
