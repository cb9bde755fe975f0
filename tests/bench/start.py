"""From the command to a window one can use, against a bare window with a table, the same font and imports."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ipdesk.models.commands import RegisterApplicant, SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.records import ApplicantDetails, Office
from ipdesk.models.store import Store
from tests.actors import CLERK
from tests.bench.report import Figure

ROUNDS = 7
ASKED = 1.5

# The desk as it starts for a clerk; ready once the counter has been painted and nothing waits.
_DESK = """
import sys
from pathlib import Path
from ipdesk.app import DeskApplication, make_application
app = make_application()
desk = DeskApplication(Path(sys.argv[1]))
assert desk.start()
desk.tasks.settle()
app.processEvents()
print("ready", flush=True)
specs = [(name, getattr(module, "__spec__", None)) for name, module in sys.modules.items()]
imported = [name for name, spec in specs if spec and spec.name == name and Path(spec.origin or "").is_file()]
Path(sys.argv[2]).write_text("\\n".join(imported), encoding="utf-8")
desk.window.close()
desk.close()
"""

# A window with a table in the same font, after importing what the desk had imported.
_BARE = """
import importlib
import sys
from pathlib import Path
for name in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
    importlib.import_module(name)
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from ipdesk.ui.theme import fonts
app = QApplication([])
app.setFont(fonts.font(13))
model = QStandardItemModel()
for row in range(20):
    model.appendRow([QStandardItem(f"第 {row} 行 {column}") for column in range(6)])
table = QTableView()
table.setModel(model)
window = QMainWindow()
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
app.processEvents()
print("ready", flush=True)
window.close()
"""


def run() -> list[Figure]:
    """Start both in fresh processes, in turn, and compare the times until they are ready."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir, modules = Path(folder) / "data", Path(folder) / "modules.txt"
        _set_up(data_dir)
        _until_ready(_DESK, data_dir, modules)  # leaves the list of imports, and warms the disk
        _until_ready(_BARE, data_dir, modules)
        desk, bare = [], []
        for _ in range(ROUNDS):
            desk.append(_until_ready(_DESK, data_dir, modules))
            bare.append(_until_ready(_BARE, data_dir, modules))
    ratio = statistics.median(desk) / statistics.median(bare)
    detail = f"desk {statistics.median(desk):.2f} s, bare window {statistics.median(bare):.2f} s"
    return [Figure("start to a usable window, of a bare one", ratio, ASKED, False, detail)]


def _set_up(data_dir: Path) -> None:
    store = Store.open(data_dir)
    office = Office(
        name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资"
    )
    store.run(SetUpOffice(office=office, person="陈晓敏"), NOBODY)
    details = ApplicantDetails(
        kind="enterprise", name="韶关市示例精密电子有限公司", identity="91440200MA0000000C"
    )
    store.run(RegisterApplicant(details=details), CLERK)
    store.close()


def _until_ready(script: str, data_dir: Path, modules: Path) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, str(data_dir), str(modules)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    ) as child:  # fmt: skip
        assert child.stdout is not None
        said = child.stdout.readline()
        taken = time.perf_counter() - start
        child.wait()
    if said.strip() != "ready" or child.returncode != 0:
        raise RuntimeError(f"a window did not start (status {child.returncode})")
    return taken


if __name__ == "__main__":
    for figure in run():
        print(figure)
