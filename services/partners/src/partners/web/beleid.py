"""What the VOL made of the signals of this region: of which beleidssignaal each is part, and how far that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import select

from leerwinkel.dienst import Kader
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.vol import (
    BeleidssignaalBeantwoord,
    BeleidssignaalInBehandeling,
    BeleidssignaalVastgesteld,
)
from leerwinkel.leesmodel.tables import LOG_EVENT
from partners.tabellen import TABELLEN
from partners.web.teksten import label

_SOORTEN = (BeleidssignaalVastgesteld, BeleidssignaalInBehandeling, BeleidssignaalBeantwoord)
_TEGELIJK = 500
STANDEN: Final = {
    "vastgesteld": ("stil", "Beleidssignaal"),
    "in-behandeling": ("stil", "In behandeling"),
    "beantwoord": ("goed", "Beantwoord"),
}
"""Per state the kind of badge, and its text."""

_Doel = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beleidsstand:
    """A beleidssignaal as this region knows it. `sinds`: when it came to this state."""

    nummer: str
    stand: Literal["vastgesteld", "in-behandeling", "beantwoord"]
    regios: Sequence[str]
    bewijs: frozenset[_Doel]
    vastgesteld: datetime
    sinds: datetime
    bestuursniveau: str | None = None
    gevolg: str | None = None

    @property
    def woord(self) -> str:
        """For a cell: the answer, or how far it is."""
        return label(self.gevolg, "signaalgevolg") if self.gevolg else STANDEN[self.stand][1]


def vouw(gebeurd: Iterable[AnyGebeurtenis]) -> list[Beleidsstand]:
    """All beleidssignalen, the last established first. A step whose earlier step did not come changes nothing."""
    standen: dict[str, Beleidsstand] = {}
    for event in gebeurd:
        nu = standen.get(event.subject)
        match event.data, nu:
            case BeleidssignaalVastgesteld() as signaal, None:
                standen[event.subject] = _nieuw(event, signaal)
            case BeleidssignaalInBehandeling(bestuursniveau=niveau), Beleidsstand(
                stand="vastgesteld" | "in-behandeling"
            ):
                standen[nu.nummer] = replace(nu, stand="in-behandeling", sinds=event.time, bestuursniveau=niveau)
            case BeleidssignaalBeantwoord(gevolg=gevolg), Beleidsstand(stand="in-behandeling" | "beantwoord"):
                standen[nu.nummer] = replace(nu, stand="beantwoord", sinds=event.time, gevolg=gevolg)
            case _:
                continue
    return list(reversed(standen.values()))


def _nieuw(event: AnyGebeurtenis, signaal: BeleidssignaalVastgesteld) -> Beleidsstand:
    return Beleidsstand(
        nummer=event.subject,
        stand="vastgesteld",
        regios=signaal.regios,
        bewijs=frozenset((doel.source, doel.id) for doel in signaal.bewijs),
        vastgesteld=event.time,
        sinds=event.time,
    )


def beleid_van(kader: Kader) -> Mapping[str, list[Beleidsstand]]:
    """Signaal → the beleidssignalen that it is part of, as far as the VOL let the region know. Blocking."""
    standen = vouw(kader.volpost.gebeurtenissen(*_SOORTEN))
    van_ons = f"urn:leerwinkel:{kader.regio}:"
    signaal_van = _signalen(kader, {doel for s in standen for doel in s.bewijs if doel[0].startswith(van_ons)})
    beleid: dict[str, list[Beleidsstand]] = {}
    for stand in standen:
        for signaal in sorted({signaal_van[doel] for doel in stand.bewijs if doel in signaal_van}):
            beleid.setdefault(signaal, []).append(stand)
    return beleid


def _signalen(kader: Kader, doelen: set[_Doel]) -> dict[_Doel, str]:
    """Which signaal each of these events is about."""
    c, ids = TABELLEN.tables[LOG_EVENT].c, sorted({id_ for _, id_ in doelen})
    gevonden: dict[_Doel, str] = {}
    with kader.leesmodel.store.reader() as verbinding:
        for begin in range(0, len(ids), _TEGELIJK):
            vraag = select(c.source, c.id, c.entity).where(c.id.in_(ids[begin : begin + _TEGELIJK]))
            gevonden |= {(source, id_): entiteit for source, id_, entiteit in verbinding.execute(vraag)}
    return {doel: entiteit for doel, entiteit in gevonden.items() if doel in doelen}
