"""What the shell expects of a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipdesk.ui.desk.destinations import Destination, Origin


class Page(QWidget):
    """A page of the desk. The shell asks it for its head and its bar, and tells it when it comes and goes.

    ``set_head`` gives title, chip (the id of a state in ``theme.CHIPS``) and the small text beside it.
    Pages live as long as the shell, from when they are first wanted: what was typed on a page is still there
    when the clerk returns. What waits on a page is counted without it.
    """

    headChanged = Signal()

    title: str = ""
    chip: str = ""
    number: str = ""

    def set_head(self, title: str, chip: str = "", number: str = "") -> None:
        """Show another title, state and number in the top bar."""
        self.title, self.chip, self.number = title, chip, number
        self.headChanged.emit()

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window (always the same one), or None for a page without."""
        return None

    def activated(self) -> None:
        """Do what is due each time the page comes into sight: refresh, place the focus."""

    def come_home(self) -> None:
        """Do what the page's key and word in the navigation mean while it is in sight already: begin anew."""
        self.activated()

    def arrive(self) -> None:
        """Do what the word in the navigation means to who comes from another page, after ``activated``."""

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Show what the clerk was sent here for; the page is in sight by then.

        Each page does so for the destinations that name it. Raises ValueError for any other.
        """
        raise ValueError(f"{type(self).__name__} cannot show {destination}")

    def begin_day(self) -> None:
        """Show and check anew whatever goes by the present day: midnight has passed, perhaps a year's end."""

    def leaving(self) -> bool:
        """Keep what was typed, before another page comes or the window closes.

        Return False when it cannot be kept: then the page stays in sight and says why.
        """
        return True

    def keep_at_once(self) -> bool:
        """Write down at once whatever is in no database; say whether all of it is safe."""
        return True

    def bring_back(self) -> None:
        """Show again what the last session could not save; called once, at the start."""

    def under_way(self) -> str:
        """Return a sentence on work that closing would cut short, nothing where there is none."""
        return ""

    def stop(self) -> None:
        """Cut short what ``under_way`` told of: what was finished by then stays."""

    def unsaved(self) -> str:
        """Return a sentence on what would be lost by closing now, nothing where all is safe."""
        return ""

    def give_up(self) -> None:
        """Throw away what ``unsaved`` told of: the clerk wants to close all the same."""

    def saved_sentence(self) -> str:
        """Say what of the page's content is safe, after an error; nothing where there is no content."""
        return ""
