"""A person as the privacy pages show them: all client ids and dossiers, consent, and whether they are erased."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from intake.handelingen.koppeling import personen_van
from intake.handelingen.opzoeken import bekende_client
from intake.handelingen.personen import volledige_naam
from intake.tabellen import DOSSIER, GEWIST, TABELLEN
from leerwinkel.dienst import Kader
from leerwinkel.dossier.trap import trap_van
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven, ToestemmingIngetrokken
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.leesmodel import Placed
from leerwinkel.leesmodel.tables import LOG_EVENT


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What the cliënt once said about one purpose, and to whom."""

    doel: str
    gegeven: bool
    moment: datetime
    wijze: str | None
    medewerker: str | None


@dataclass(frozen=True, slots=True)
class Gewist:
    """Since when nobody can read who it was, and why; both None for the moment in which the screens do not know yet."""

    sinds: datetime | None
    grond: str | None


@dataclass(frozen=True, slots=True)
class Persoonsdossier:
    """One of their dossiers, with all that stands on the log about it."""

    dossier: str
    client: str | None
    aangemeld: datetime | None
    open: bool
    gezegd: Sequence[Placed]

    @property
    def trap(self) -> str:
        """The step that it reached."""
        return trap_van(event.data for event in geldig(placed.event for placed in self.gezegd))

    @property
    def uitspraken(self) -> list[Uitspraak]:
        """What counts of what the cliënt said about consent, the latest first."""
        gezegd = geldig(placed.event for placed in self.gezegd)
        return [
            Uitspraak(data.doel, not isinstance(data, ToestemmingIngetrokken), event.time, data.wijze, event.medewerker)
            for event in reversed(gezegd)
            if isinstance(data := event.data, ToestemmingGegeven)
        ]


@dataclass(frozen=True, slots=True)
class Persoonsbeeld:
    """Seen from one dossier. Without a cliënt it is that dossier alone. `persoon` is None where it is not known."""

    dossier: str
    clients: Sequence[str]
    dossiers: Sequence[Persoonsdossier]
    persoon: Persoonsgegevens | None
    gewist: Gewist | None

    @property
    def dit_eerst(self) -> list[Persoonsdossier]:
        """The dossier from which one looks, then the others, the latest first."""
        dit = [een for een in self.dossiers if een.dossier == self.dossier]
        return dit + [een for een in reversed(self.dossiers) if een.dossier != self.dossier]

    @property
    def naam(self) -> str:
        """Whose it is, for the top of a page."""
        if self.gewist:
            return "Gewist dossier"
        return volledige_naam(self.persoon) if self.persoon else "Cliënt zonder bekende naam"


def vind_persoon(kader: Kader, dossier: str) -> Persoonsbeeld | None:
    """Whose dossier it is, as the read model has it now. Blocking. Raises NotBuilt."""
    with kader.leesmodel.store.reader() as lezer:
        rij = lezer.execute(select(DOSSIER).where(DOSSIER.c.dossier == dossier)).mappings().one_or_none()
    if rij is None:
        return None
    client = rij["client"]
    clients = sorted(personen_van(kader, [client])[client]) if client else []
    with kader.leesmodel.store.reader() as lezer:
        alle = lezer.execute(select(DOSSIER).where(DOSSIER.c.client.in_(clients))).mappings().all() if client else [rij]
        gezegd = _gezegd(lezer, [een["dossier"] for een in alle])
        gewist = _gewist(kader, lezer, client, clients) if client else None
    dossiers = [_dossier(een, gezegd.get(een["dossier"], [])) for een in alle]
    op_tijd = sorted(dossiers, key=lambda een: (een.aangemeld is None, een.aangemeld, een.dossier))
    return Persoonsbeeld(dossier, clients, op_tijd, None if gewist else _persoon(kader, client, clients), gewist)


def _dossier(rij: RowMapping, gezegd: Sequence[Placed]) -> Persoonsdossier:
    return Persoonsdossier(rij["dossier"], rij["client"], rij["aangemeld"], rij["stand"] != "afgesloten", gezegd)


def _gezegd(lezer: Connection, dossiers: Collection[str]) -> Mapping[str, list[Placed]]:
    c = TABELLEN.tables[LOG_EVENT].c
    per_dossier: dict[str, list[Placed]] = {}
    for entiteit, positie, ruw in lezer.execute(
        select(c.entity, c.position, c.raw).where(c.entity.in_(dossiers)).order_by(c.position)
    ):
        per_dossier.setdefault(entiteit, []).append(Placed(positie, lees(ruw)))
    return per_dossier


def _gewist(kader: Kader, lezer: Connection, client: str, clients: Sequence[str]) -> Gewist | None:
    """By the kluis: what it destroyed, nobody reads. None while one of the client ids still has its key."""
    if len(kader.kluis.vernietigd(Eigenaar("client", een) for een in clients)) < len(clients):
        return None
    c = GEWIST.c
    rij = lezer.execute(select(c.sinds, c.grond).where(c.client == client)).one_or_none()
    return Gewist(*rij) if rij else Gewist(None, None)


def _persoon(kader: Kader, client: str | None, clients: Sequence[str]) -> Persoonsgegevens | None:
    eerst = [client, *clients] if client else []
    return next((persoon for een in eerst if (persoon := bekende_client(kader, een))), None)
