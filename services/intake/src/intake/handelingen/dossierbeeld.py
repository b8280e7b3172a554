"""What a form of a dossier must know of it, from the read model; who the cliënt is comes out of the kluis."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from intake.domain.voorstel import Gesprek, Voorstel, voorstel
from intake.handelingen.personen import volledige_naam
from intake.tabellen import DOSSIER, GEWIST, TOESTEMMING
from leerwinkel.dienst import Kader
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import NietLeesbaar
from leerwinkel.kluis.versleuteling import Versleuteling


class Gezegd(NamedTuple):
    """What the cliënt said last about one purpose."""

    gegeven: bool
    sinds: datetime


@dataclass(frozen=True, slots=True)
class Dossierbeeld:
    """A dossier as its forms see it. `persoon` is None for an anonymous question, or says why it cannot be read."""

    dossier: str
    client: str | None
    stand: str
    aanmelding: AanmeldingGeregistreerd | None
    profiel: Mapping[str, Any]
    besluit: str | None
    besloten: datetime | None
    gesprek: bool
    keuze: bool
    toestemmingen: Mapping[str, Gezegd]
    persoon: Persoonsgegevens | NietLeesbaar | None

    @property
    def naam(self) -> str:
        """Whose dossier it is, for the top of a page."""
        match self.persoon:
            case Persoonsgegevens() as persoon:
                return volledige_naam(persoon)
            case None:
                return "Anonieme cliënt"
            case _:
                return "Cliënt zonder leesbare persoonsgegevens"

    @property
    def onleesbaar(self) -> str | None:
        """Why nobody can read who it is, where that is so."""
        return str(self.persoon) if isinstance(self.persoon, NietLeesbaar) else None

    @property
    def voorstel(self) -> Voorstel | None:
        """What to decide and why, of what is known now."""
        if self.aanmelding is None:
            return None
        begeleiding = self.toestemmingen.get("begeleiding")
        instemming = begeleiding is not None and begeleiding.gegeven
        return voorstel(self.aanmelding, Gesprek(keuze=self.keuze, instemming=instemming) if self.gesprek else None)


def vind_dossier(kader: Kader, dossier: str) -> Dossierbeeld | None:
    """The dossier as the read model has it now; None also where its cliënt was erased. Blocking. Raises NotBuilt."""
    with kader.leesmodel.store.reader() as lezer:
        rij = lezer.execute(select(DOSSIER).where(DOSSIER.c.dossier == dossier)).mappings().one_or_none()
        toestemmingen = _toestemmingen(lezer, dossier)
        gewist = rij and lezer.scalar(select(GEWIST.c.sinds).where(GEWIST.c.client == rij["client"]))
    if rij is None or gewist:
        return None
    return Dossierbeeld(
        dossier=dossier,
        client=rij["client"],
        stand=rij["stand"],
        aanmelding=_aanmelding(rij["aanmelding"]),
        profiel=rij["profiel"],
        besluit=rij["besluit"],
        besloten=rij["besloten"],
        gesprek=rij["gesprek"],
        keuze=rij["keuze"],
        toestemmingen=toestemmingen,
        persoon=_persoon(kader, rij["client"], rij["persoonsgegevens"]),
    )


def _toestemmingen(lezer: Connection, dossier: str) -> dict[str, Gezegd]:
    c = TOESTEMMING.c
    rijen = lezer.execute(select(c.doel, c.gegeven, c.sinds).where(c.dossier == dossier))
    return {doel: Gezegd(gegeven, sinds) for doel, gegeven, sinds in rijen}


def _aanmelding(gezegd: Any) -> AanmeldingGeregistreerd | None:
    return AanmeldingGeregistreerd.model_validate_json(json.dumps(gezegd)) if gezegd else None


def _persoon(kader: Kader, client: str | None, gesloten: str | None) -> Persoonsgegevens | NietLeesbaar | None:
    if client is None or gesloten is None:
        return None
    (gelezen,) = Versleuteling(kader.kluis).open_alle([(client, gesloten)])
    return gelezen
