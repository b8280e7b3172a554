"""The published figures of the GOAL project beside those that the platform computes."""

from vol_reporting.goal.vergelijking import Vergelijking, Verwacht, lees_verwacht, vergelijk

__all__ = ["Vergelijking", "Verwacht", "lees_verwacht", "vergelijk"]
