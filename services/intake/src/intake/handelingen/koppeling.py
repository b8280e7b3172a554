"""Client ids that are one person: who is linked with whom."""

from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from intake.tabellen import KOPPELING
from leerwinkel.dienst import Kader


def personen_van(kader: Kader, clients: Collection[str]) -> dict[str, frozenset[str]]:
    """For each client, in the same order, all client ids of that person; itself among them. Blocking."""
    with kader.leesmodel.store.reader() as lezer:
        paren = _paren_rond(lezer, clients)
    groepen = {client: frozenset({client}) for client in (*clients, *(een for paar in paren for een in paar))}
    for een, ander in paren:
        samen = groepen[een] | groepen[ander]
        groepen |= dict.fromkeys(samen, samen)
    return {client: groepen[client] for client in clients}


def _paren_rond(lezer: Connection, clients: Collection[str]) -> set[tuple[str, str]]:
    """All pairs that lead to these, directly or by others."""
    k, gezien, rand = KOPPELING.c, set(clients), set(clients)
    paren: set[tuple[str, str]] = set()
    while rand:
        deze = select(k.client, k.met_client).where(or_(k.client.in_(rand), k.met_client.in_(rand)))
        paren |= {(een, ander) for een, ander in lezer.execute(deze)}
        rand = {client for paar in paren for client in paar} - gezien
        gezien |= rand
    return paren


def gekoppeld_met(kader: Kader, client: str) -> list[str]:
    """The client ids with which this one itself is linked. Blocking."""
    k = KOPPELING.c
    with kader.leesmodel.store.reader() as lezer:
        als_een = lezer.scalars(select(k.met_client).where(k.client == client)).all()
        als_ander = lezer.scalars(select(k.client).where(k.met_client == client)).all()
    return sorted({*als_een, *als_ander})
