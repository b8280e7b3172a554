"""On one machine: the keys of the regions and of the witness, made and made known to each other."""

from collections.abc import Sequence

from leerwinkel.audit.note import Kind
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.waarmerk.aanbod import GETUIGE, herkomst_van
from leerwinkel.waarmerk.getuigen import vertrouw_getuige
from leerwinkel.waarmerk.sleutels import Sleutelbos, maak
from leerwinkel.waarmerk.uitgave import Uitgave


def sleutelbos(instellingen: Instellingen, regio: str) -> Sleutelbos:
    """The private keys with which a region signs."""
    return Sleutelbos(instellingen.sleutelmap(regio), herkomst_van(regio))


def bereid_voor(instellingen: Instellingen, regios: Sequence[str]) -> None:
    """Make what is missing. Over several machines people do this, by another way than the line. Raises SleutelFout."""
    map_ = instellingen.getuigemap / "sleutels"
    getuige = maak(Sleutelbos(map_, GETUIGE, Kind.COSIGNATURE), Uitgave(map_)).verifier
    for regio in regios:
        uitgave = Uitgave(instellingen.waarmerkmap(regio))
        maak(sleutelbos(instellingen, regio), uitgave)
        vertrouw_getuige(uitgave, getuige)
        if uitgave.sleutels()[0] not in (bekend := Uitgave(instellingen.getuigemap / regio)).sleutels():
            bekend.vertrouw(uitgave.sleutels()[0])
