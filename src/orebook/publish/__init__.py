"""What leaves the house: licences, releases, corrections."""

from orebook.publish.correction import Changed, correction, notice
from orebook.publish.licence import gate
from orebook.publish.release import release

__all__ = ["Changed", "correction", "gate", "notice", "release"]
