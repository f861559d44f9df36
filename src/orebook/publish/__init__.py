"""What leaves the house: licences, drafts and their approval, releases, corrections, registers."""

from orebook.publish.approval import approver, due, fresh, verdict
from orebook.publish.conflicts import unconflicted
from orebook.publish.correction import Changed, compared, correction, notice
from orebook.publish.drafting import Copy, draft, unchanged
from orebook.publish.ending import discontinuation, ended, going
from orebook.publish.involvement import involved
from orebook.publish.leaving import Claim, leaving
from orebook.publish.licence import gate, ordered
from orebook.publish.materiality import material
from orebook.publish.people import same
from orebook.publish.release import release
from orebook.publish.releasing import Standing, publication, standing, told

__all__ = [
    "Changed",
    "Claim",
    "Copy",
    "Standing",
    "approver",
    "compared",
    "correction",
    "discontinuation",
    "draft",
    "due",
    "ended",
    "fresh",
    "gate",
    "going",
    "involved",
    "leaving",
    "material",
    "notice",
    "ordered",
    "publication",
    "release",
    "same",
    "standing",
    "told",
    "unchanged",
    "unconflicted",
    "verdict",
]
