"""Finding an existing cliënt for a new question, and keeping everybody findable by what is known of them now."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, select

from intake.handelingen.koppeling import gekoppeld_met, personen_van
from intake.handelingen.personen import volledige_naam
from intake.tabellen import DOSSIER
from leerwinkel.dienst import Kader
from leerwinkel.eventsourcing import Unavailable
from leerwinkel.gebeurtenissen.correctie import GebeurtenisGecorrigeerd, GebeurtenisIngetrokken
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, ProfielAangevuld
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import NietLeesbaar, SleutelVernietigd
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekvraag import lees_vraag
from leerwinkel.runtime.taken import in_draad

_LANGSTE: Final = 200


@dataclass(frozen=True, slots=True)
class Eerder:
    """An earlier dossier of somebody who was found."""

    dossier: str
    aangemeld: datetime
    afgesloten: bool


@dataclass(frozen=True, slots=True)
class Gevonden:
    """Somebody who may be meant. `wat` says what fits; `eerder` has their dossiers, the newest first."""

    client: str
    naam: str
    persoon: Persoonsgegevens
    wat: frozenset[str]
    eerder: Sequence[Eerder]


def zoek_client(kader: Kader, getypt: str) -> list[Gevonden]:
    """Who may be meant by what somebody typed, best first; who has several client ids once. Blocking.

    Who cannot be read any more is not found.
    """
    treffers = {treffer.client: treffer.wat for treffer in kader.zoekindex.zoek(lees_vraag(getypt[:_LANGSTE]))}
    groepen = personen_van(kader, treffers)
    dossiers = _dossiers(kader, {client for groep in groepen.values() for client in groep})
    eersten = {groep: client for client, groep in reversed(groepen.items())}
    bekend = [
        (eersten[groep], rijen) for groep in dict.fromkeys(groepen.values()) if _gezegd(rijen := _van(groep, dossiers))
    ]
    personen = _geopend(kader, [rijen for _, rijen in bekend])
    return [
        Gevonden(client, volledige_naam(persoon), persoon, treffers[client], _eerder(rijen))
        for (client, rijen), persoon in zip(bekend, personen, strict=True)
        if isinstance(persoon, Persoonsgegevens)
    ]


def bekende_client(kader: Kader, client: str) -> Persoonsgegevens | None:
    """What is known now of a cliënt who has a dossier; None where there is none, or it cannot be read. Blocking."""
    rijen = _dossiers(kader, [client]).get(client, [])
    if not _gezegd(rijen):
        return None
    (persoon,) = _geopend(kader, [rijen])
    return persoon if isinstance(persoon, Persoonsgegevens) else None


@dataclass(frozen=True, slots=True)
class Gekoppelde:
    """Another client id of the same person. `naam` is None where nobody said it, or nobody can read it."""

    client: str
    naam: str | None
    eerder: Sequence[Eerder]


def gekoppelden(kader: Kader, client: str) -> list[Gekoppelde]:
    """Those with whom this client itself is linked. Blocking."""
    anderen = gekoppeld_met(kader, client)
    dossiers = _dossiers(kader, anderen)
    personen = {ander: bekende_client(kader, ander) for ander in anderen}
    return [
        Gekoppelde(ander, volledige_naam(wie) if (wie := personen[ander]) else None, _eerder(dossiers.get(ander, [])))
        for ander in anderen
    ]


def is_client(kader: Kader, client: str) -> bool:
    """Whether there is a dossier of that client. Blocking."""
    return client in _dossiers(kader, [client])


def _dossiers(kader: Kader, clients: Collection[str]) -> dict[str, list[RowMapping]]:
    """Per client all dossiers."""
    per_client: dict[str, list[RowMapping]] = {}
    with kader.leesmodel.store.reader() as lezer:
        deze = select(DOSSIER).where(DOSSIER.c.client.in_(clients))
        for rij in lezer.execute(deze).mappings():
            per_client.setdefault(rij["client"], []).append(rij)
    return per_client


def _van(groep: Collection[str], dossiers: Mapping[str, Sequence[RowMapping]]) -> list[RowMapping]:
    return [rij for client in sorted(groep) for rij in dossiers.get(client, ())]


def _gezegd(rijen: Sequence[RowMapping]) -> list[RowMapping]:
    """Those in which it was said who it is."""
    return [rij for rij in rijen if rij["persoonsgegevens"]]


def _geopend(kader: Kader, personen: Sequence[Sequence[RowMapping]]) -> list[Persoonsgegevens | NietLeesbaar]:
    """Who each is, by the newest of their dossiers."""
    nieuwste = [
        max(_gezegd(rijen), key=lambda rij: (rij["persoonsgegevens_van"], rij["dossier"])) for rijen in personen
    ]
    return Versleuteling(kader.kluis).open_alle([(rij["client"], rij["persoonsgegevens"]) for rij in nieuwste])


def _eerder(rijen: Sequence[RowMapping]) -> list[Eerder]:
    eerder = [Eerder(rij["dossier"], rij["aangemeld"], rij["stand"] == "afgesloten") for rij in rijen]
    return sorted(eerder, key=lambda dossier: dossier.aangemeld, reverse=True)


async def hou_vindbaar(kader: Kader, event: AnyGebeurtenis) -> None:
    """After an event that may say who a cliënt is: let the search know what is known now.

    Raises Unavailable while the read model does not have the event yet: try again later.
    """
    match event.data:
        case GebeurtenisGecorrigeerd() | GebeurtenisIngetrokken():
            pass
        case AanmeldingGeregistreerd(persoonsgegevens=str()) | ProfielAangevuld(persoonsgegevens=str()):
            pass
        case _:
            return
    stand = await kader.uitvoerder.log.read(f"leerwinkel.{kader.regio}.*.{event.subject}.>")
    if not await kader.leesmodel.reached(stand[-1].position if stand else 0):
        raise Unavailable
    await in_draad(_neem_op, kader, event.subject)


def _neem_op(kader: Kader, dossier: str) -> None:
    with kader.leesmodel.store.reader() as lezer:
        client = lezer.scalar(select(DOSSIER.c.client).where(DOSSIER.c.dossier == dossier))
    if client and (persoon := bekende_client(kader, client)):
        with suppress(SleutelVernietigd):
            kader.zoekindex.neem_op(client, persoon)
