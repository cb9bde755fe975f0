"""The page 拨付: what waits to be paid, the batches that pay it, and what became of each payment."""

from ipdesk.ui.payments.page import PaymentsPage

__all__ = ["PaymentsPage"]
