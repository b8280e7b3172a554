"""Until when the certificates on this machine count: from their files, so also of a node that does not run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.toegang.certificaten import BIJTIJDS, geldig_tot

_BESTANDEN: Final = ("knoop.pem", "ca.pem", "hub-ca.pem")


@dataclass(frozen=True, slots=True)
class Certificaat:
    """One file of a node: what it shows, its own authority, or in a region that of the hub. `tot` None: unreadable."""

    knoop: str
    bestand: str
    tot: datetime | None
    dagen: int
    """Whole days that are left; less than 0 when it is over."""

    @property
    def bijna_om(self) -> bool:
        """Somebody must do something."""
        return self.tot is None or self.dagen < BIJTIJDS.days


def bekijk_certificaten(instellingen: Instellingen, knopen: Iterable[str], nu: datetime) -> list[Certificaat]:
    """Those that are here, the first to run out in front. Blocking, and short."""
    alle = [een for knoop in knopen for een in _van(instellingen, knoop, nu)]
    return sorted(alle, key=lambda een: (een.dagen, een.knoop, een.bestand))


def _van(instellingen: Instellingen, knoop: str, nu: datetime) -> Iterator[Certificaat]:
    for bestand in _BESTANDEN:
        try:
            if (tot := geldig_tot(instellingen.toegangsmap(knoop), bestand)) is not None:
                yield Certificaat(knoop, bestand, tot, (tot - nu).days)
        except (OSError, ValueError):
            yield Certificaat(knoop, bestand, None, 0)
