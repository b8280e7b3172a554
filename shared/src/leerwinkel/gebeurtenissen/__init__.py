"""The published language: every event that regions, services, the VOL and other systems exchange."""

from leerwinkel.gebeurtenissen.basis import Gegevens
from leerwinkel.gebeurtenissen.envelop import Gebeurtenis, Hoofding
from leerwinkel.gebeurtenissen.lezen import Onleesbaar, lees, lees_hoofding
from leerwinkel.gebeurtenissen.register import REGISTER, Soort

__all__ = ["REGISTER", "Gebeurtenis", "Gegevens", "Hoofding", "Onleesbaar", "Soort", "lees", "lees_hoofding"]
