"""Old Excel files .xls, which many banks still ask for: one worksheet of texts and numbers."""
