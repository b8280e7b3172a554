"""What was filled in, read field by field; what is wrong is gathered, with a sentence for each field (Dutch)."""

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from typing import Final

from starlette.datastructures import FormData

from leerwinkel.gebeurtenissen.codelijst import ONBEKEND, codelijst
from leerwinkel.runtime.web.opmaak import BRUSSEL

_KIES_UIT: Final = "Kies een van de mogelijkheden."
_MEESTE: Final = 1_000_000
_JAREN: Final = range(1900, 2100)
"""Those of which the events can speak."""
_ONMOGELIJK: Final = datetime.min.replace(tzinfo=UTC)


class Onvolledig(Exception):
    """Fields are missing or wrong. `fouten` has the sentence of each."""

    def __init__(self, fouten: dict[str, str]) -> None:
        super().__init__(", ".join(fouten))
        self.fouten = fouten


class Velden:
    """The fields of one form. What is read before `keur` may be nonsense where `fouten` has its name."""

    def __init__(self, ingevuld: FormData, nu: datetime) -> None:
        """`nu` is the moment of what gives no other."""
        self._ingevuld, self.nu = ingevuld, nu
        self.fouten: dict[str, str] = {}

    def waarde(self, naam: str) -> str:
        """As it was typed, without spaces around it; empty where nothing was."""
        return str(self._ingevuld.get(naam, "")).strip()

    def gekozen(self, naam: str) -> Sequence[str]:
        """All that was ticked under that name."""
        return [str(waarde) for waarde in self._ingevuld.getlist(naam)]

    def heeft(self, *namen: str) -> bool:
        """Whether something was filled in, or is wrong, in any of these."""
        return any(self.waarde(naam) or naam in self.fouten for naam in namen)

    def keur(self) -> None:
        """Raises Onvolledig if anything that was read is missing or wrong."""
        if self.fouten:
            raise Onvolledig(self.fouten)

    def ja(self, naam: str) -> bool | None:
        """True where it was ticked; else it is not known."""
        return True if self.waarde(naam) else None

    def code(self, naam: str, lijst: str, anders: str) -> str:
        """A code that must be chosen; `anders` is the sentence for when it was not."""
        if not self.waarde(naam):
            self.fouten[naam] = anders
        return self.misschien(naam, lijst) or ""

    def misschien(self, naam: str, lijst: str, *, mag_onbekend: bool = False) -> str | None:
        """A code, or nothing."""
        waarde = self.waarde(naam)
        if waarde and waarde not in codelijst(lijst) and not (mag_onbekend and waarde in ONBEKEND):
            self.fouten[naam] = _KIES_UIT
        return waarde or None

    def uit(self, naam: str, mogelijk: Container[str]) -> str | None:
        """One of these, or nothing."""
        waarde = self.waarde(naam)
        if waarde and waarde not in mogelijk:
            self.fouten[naam] = _KIES_UIT
        return waarde or None

    def codes(self, naam: str, lijst: str) -> tuple[str, ...]:
        """Any number of codes of the list, in its order."""
        gekozen = self.gekozen(naam)
        if not set(gekozen) <= codelijst(lijst).keys():
            self.fouten[naam] = _KIES_UIT
        return tuple(code for code in codelijst(lijst) if code in gekozen)

    def minuten(self, naam: str, hoogstens: int = 480) -> int:
        """How long something took."""
        return self._geheel(naam, 1, hoogstens, "Vul het aantal minuten in")

    def aantal(self, naam: str) -> int:
        """How many."""
        return self._geheel(naam, 0, _MEESTE, "Vul een aantal in")

    def _geheel(self, naam: str, minstens: int, hoogstens: int, zin: str) -> int:
        waarde = self.waarde(naam)
        goed = waarde.isascii() and waarde.isdigit() and len(waarde) <= len(str(_MEESTE))
        if not goed or not minstens <= int(waarde) <= hoogstens:
            self.fouten[naam] = f"{zin}, van {minstens} tot {hoogstens}."
            return minstens
        return int(waarde)

    def gebeurd(self, naam: str = "moment") -> datetime:
        """When it happened: now where nothing was filled in, and never later."""
        moment = self.moment(naam) or self.nu
        if moment > self.nu:
            self.fouten[naam] = "Dit moment ligt in de toekomst. Kijk de datum en het uur na."
        return moment

    def moment(self, naam: str) -> datetime | None:
        """A day and hour on the clock in Brussels, or nothing."""
        waarde = self.waarde(naam)
        try:
            moment = datetime.fromisoformat(waarde).replace(tzinfo=BRUSSEL).astimezone(UTC) if waarde else None
        except (ValueError, OverflowError):
            moment = _ONMOGELIJK
        if moment and moment.year not in _JAREN:
            self.fouten[naam] = "Dit is geen datum met een uur. Schrijf het als 2026-01-31T14:00."
            return None
        return moment
