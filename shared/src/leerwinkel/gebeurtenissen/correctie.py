"""Corrections and retractions: the past is never changed, what is known of it is."""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator

from leerwinkel.gebeurtenissen.basis import Doel, Gegevens, Tijdstip, geordend
from leerwinkel.gebeurtenissen.codelijst import Code

Correctiereden = Annotated[str, Code("correctiereden")]


class GebeurtenisGecorrigeerd(Gegevens):
    """Replaces the data of an original, and its moment if `tijdstip` is given.

    The target is always the original; among several corrections the greatest (recordedtime, source, id) wins.
    `gegevens` must fit the model of the original. It may arrive before the original, and then waits.
    """

    doel: Doel
    tijdstip: Tijdstip | None = None
    gegevens: Annotated[dict[str, Any], AfterValidator(geordend)]
    reden: Correctiereden


class GebeurtenisIngetrokken(Gegevens):
    """Undoes an original, a correction or a retraction; what the named one replaced lives again."""

    doel: Doel
    reden: Correctiereden


def _van(service_naam: str) -> tuple[type[GebeurtenisGecorrigeerd], type[GebeurtenisIngetrokken]]:
    class Gecorrigeerd(GebeurtenisGecorrigeerd):
        __doc__ = GebeurtenisGecorrigeerd.__doc__
        service: ClassVar[str] = service_naam

    class Ingetrokken(GebeurtenisIngetrokken):
        __doc__ = GebeurtenisIngetrokken.__doc__
        service: ClassVar[str] = service_naam

    Gecorrigeerd.__name__ = GebeurtenisGecorrigeerd.__name__
    Ingetrokken.__name__ = GebeurtenisIngetrokken.__name__
    return Gecorrigeerd, Ingetrokken


CORRECTIES = {service: _van(service) for service in ("intake", "trajecten", "partners")}
"""Per service its pair (correction, retraction): both carry the service and entity of the original."""
