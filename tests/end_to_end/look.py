"""Start the program on a data folder, press a key, print as JSON what is in sight: ``look.py DIR KEY``."""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ipdesk.app import launch
from ipdesk.demo.stage import running

if __name__ == "__main__":
    with running(launch, Path(sys.argv[1])) as (_, clerk):
        clerk.press(sys.argv[2])
        print(json.dumps(clerk.texts()))
