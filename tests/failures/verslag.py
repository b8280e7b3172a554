"""Rounds of faults on one installation, and what is told of them afterwards."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, Self

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

from .belasting import Belasting
from .mensen import Mensen
from .opstelling import Opstelling
from .orakel import beoordeel, uit_export
from .plan import Storing
from .storingen import doorsta
from .waarnemer import MB, Waarnemer, op_schijf

_PER_GEBEURTENIS: Final = 30_000
_LEEG: Final = 200 * MB
"""Bytes on disk: of an event with all that is derived from it and kept twice; and of an empty installation."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Of one round, of which the oracle was content."""

    zaad: int
    storingen: int
    gebeurtenissen: int
    opdrachten: int
    herzonden: int
    overgeslagen: int
    seconden: float
    schijf: int

    def __str__(self) -> str:
        return (
            f"| {self.zaad} | {self.storingen} | {self.gebeurtenissen:,} | {self.opdrachten} | {self.herzonden} | "
            f"{self.overgeslagen} | {self.seconden:.0f} | {self.schijf / MB:.0f} |"
        )


@dataclass
class Duurloop:
    """One installation, round after round; what was acknowledged in any of them must be there after each."""

    opstelling: Opstelling
    export: Path
    uitslagen: list[Uitslag] = field(default_factory=list[Uitslag])
    _gestuurd: list[AnyGebeurtenis] = field(default_factory=list[AnyGebeurtenis])
    _mensen: Mensen | None = None
    _iedereen: list[Mensen] = field(default_factory=list[Mensen])

    def ronde(self, zaad: int, plan: Sequence[Storing], kans: Random) -> None:
        """One round. Asserts what the oracle asserts."""
        begin, belasting = time.monotonic(), Belasting(self.opstelling, self.export, kans)
        self._iedereen.append(belasting.mensen)
        try:
            belasting.begin()
            doorsta(self.opstelling, belasting, plan)
            belasting.eindig()
            self.opstelling.bij()
            assert [nee for p in belasting.publicaties if (nee := p.geweigerd())] == []
            assert belasting.mensen.geweigerd() == []
            overgeslagen = self._oordeel(belasting)
        finally:
            belasting.stop()
        self._onthoud(zaad, len(plan), belasting, overgeslagen, time.monotonic() - begin)

    def _oordeel(self, belasting: Belasting) -> int:
        self._gestuurd += belasting.gestuurd()
        self._mensen = belasting.mensen.met(self._mensen)
        verwacht = [*self._gestuurd, *uit_export(self.opstelling.instellingen, self.export)]
        return beoordeel(self.opstelling, verwacht, self._mensen)

    def _onthoud(self, zaad: int, storingen: int, belasting: Belasting, overgeslagen: int, seconden: float) -> None:
        telling, schijf = belasting.telling(), op_schijf(self.opstelling.instellingen.data)
        aantal = len(self._gestuurd)
        self.uitslagen.append(
            Uitslag(
                zaad, storingen, aantal, telling["opdrachten"], telling["herzonden"], overgeslagen, seconden, schijf
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """After the last round: until then the people of each are asked again what they asked."""
        for mensen in self._iedereen:
            self.opstelling.achtergrond.doe(mensen.sluit())

    def te_veel_schijf(self) -> list[str]:
        """The rounds after which more lay on disk than so many events may take."""
        return [str(u) for u in self.uitslagen if u.schijf > _LEEG + u.gebeurtenissen * _PER_GEBEURTENIS]

    def tabel(self) -> list[str]:
        """As lines of Markdown."""
        koppen = "| seed | faults | events, all | commands, all | sent again | passed over | seconds | MB on disk |"
        return [koppen, "|" + "---:|" * 8, *map(str, self.uitslagen)]


def samenvatting(loop: Duurloop, waarnemer: Waarnemer, minuten: float, databank: str) -> list[str]:
    """What goes to docs/reliability.md."""
    eerste, storingen = loop.uitslagen[0].zaad, sum(u.storingen for u in loop.uitslagen)
    opdracht = f"`make soak MINUTES={minuten:g} ZAAD={eerste}`, {databank}"
    kop = f"{opdracht}: {len(loop.uitslagen)} rounds, {storingen} faults."
    return [kop, "", *loop.tabel(), "", *waarnemer.tabel()]
