"""Steps of the workflow beside the usual course: their menu, what they ask for, and how they are taken."""
