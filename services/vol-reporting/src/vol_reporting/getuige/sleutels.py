"""The two keys of the VOL: with which it cosigns, and with which it signs its own log."""

from pathlib import Path

from leerwinkel.audit import Signer, Verifier
from leerwinkel.audit.note import Kind
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.sleutels import Sleutelbos, maak
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.houder import VOL

_MAP = "sleutels"


def getuige_van(map_: Path) -> Signer:
    """Who cosigns; the key is made at its first use. Raises SleutelFout. Its public half stands beside it."""
    sleutels = map_ / _MAP
    return maak(Sleutelbos(sleutels, GETUIGE, Kind.COSIGNATURE), Uitgave(sleutels))


def ondertekenaar_van_vol(map_: Path) -> Signer:
    """Who signs the VOL's own log. Raises SleutelFout."""
    return maak(Sleutelbos(map_ / _MAP, herkomst_van(VOL)), Uitgave(map_ / VOL))


def getuigen_van(map_: Path) -> tuple[Verifier, ...]:
    """Who may cosign, the newest last. Raises BadNote."""
    return Uitgave(map_ / _MAP).sleutels()
