"""PDFium, which may not be called from two threads at once."""

from __future__ import annotations

import threading

in_turn = threading.Lock()
