"""The weeks ahead: forecasts as fans, and how good they were."""

from orebook.game.forecast import forecast
from orebook.game.score import Score, score

__all__ = ["Score", "forecast", "score"]
