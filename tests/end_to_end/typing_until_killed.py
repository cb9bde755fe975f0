"""Type into a draft without a pause until somebody kills the program: ``typing_until_killed.py DIR NAME``.

Prints the moment of every stroke, in seconds.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.app import launch
from ipdesk.ui.demo import story
from ipdesk.ui.demo.stage import running

BETWEEN_STROKES = 100  # ms, of somebody who types well


def stroke() -> None:
    QTest.keyClicks(QApplication.focusWidget(), "7")
    print(time.monotonic(), flush=True)


if __name__ == "__main__":
    with running(launch, Path(sys.argv[1])) as (_, clerk):
        story.find_applicant(clerk, sys.argv[2])
        story.add(clerk, story.Entry("专利转让许可", {"备案号或登记号": ""}))
        timer = QTimer()
        timer.timeout.connect(stroke)
        timer.start(BETWEEN_STROKES)
        QApplication.exec()
