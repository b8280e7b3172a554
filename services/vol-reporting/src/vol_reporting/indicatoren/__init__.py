"""Every figure of the VOL as one definition: an SQL text per version and a description beside it."""

from vol_reporting.indicatoren.definitie import Definitie, Dimensie, definities, gedeeld

__all__ = ["Definitie", "Dimensie", "definities", "gedeeld"]
