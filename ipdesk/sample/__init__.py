"""Sample data that an office could mistake for its own: an invented county, its applicants and their files.

The data lies in ``resources/sample/`` in the words a clerk would type; everything is written by the same
commands that the desk uses, so that nothing is in the sample that could not have been entered.
"""

from ipdesk.sample.awarded_file import Notification
from ipdesk.sample.play import LoadSample, fill

__all__ = ["LoadSample", "Notification", "fill"]
