"""The published figures of the GOAL project beside those that the platform computes."""

from vol_reporting.goal.vergelijking import PERIODE, Vergelijking, Verwacht, lees_verwacht, vergelijk

__all__ = ["PERIODE", "Vergelijking", "Verwacht", "lees_verwacht", "vergelijk"]
