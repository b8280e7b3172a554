"""What the pages of integrale kwaliteitszorg read: targets, actions and self-assessments, as known at a moment."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import duckdb

from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.kwaliteit import (
    DoelstellingIngetrokken,
    DoelstellingVastgelegd,
    VerbeteractieAfgerond,
    VerbeteractieBijgestuurd,
    VerbeteractieGestart,
    ZelfevaluatieVastgelegd,
)
from vol_reporting.cijfers import Vraag
from vol_reporting.kolommen import VASTE_KOLOMMEN, gegevenskolommen
from vol_reporting.kwaliteit.doelstelling import Gesteld, NietGesteld
from vol_reporting.kwaliteit.doelstelling import volg as volg_doel
from vol_reporting.kwaliteit.verbeteractie import Afgerond, Lopend, NietGestart, Verbeteractie, volg

M = TypeVar("M", bound=VolGegevens)
_ALS_JSON = frozenset(kolom.naam for kolom in gegevenskolommen() if kolom.type == "JSON")


@dataclass(frozen=True, slots=True)
class Gezegd:
    """Something that was said, of what, when and by whom."""

    nummer: str
    moment: datetime
    medewerker: str | None
    data: VolGegevens


@dataclass(frozen=True, slots=True)
class Doel:
    """A target as it counts, since when, and how often it was another before."""

    nummer: str
    gesteld: DoelstellingVastgelegd
    sinds: datetime
    herzien: int


@dataclass(frozen=True, slots=True)
class Actie:
    """An improvement action as it is, with all that was said of it."""

    nummer: str
    stand: Lopend | Afgerond
    verloop: tuple[Gezegd, ...]


@dataclass(frozen=True, slots=True)
class Evaluatie:
    """A criterion as it was last scored."""

    gescoord: ZelfevaluatieVastgelegd
    moment: datetime


def lees_doelen(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> list[Doel]:
    """The targets, in the order in which they were last agreed."""
    doelen: dict[str, Doel] = {}
    for gezegd in _gezegd(con, vraag, DoelstellingVastgelegd, DoelstellingIngetrokken):
        nummer, eerder = gezegd.nummer, doelen.pop(gezegd.nummer, None)
        match volg_doel(Gesteld(eerder.gesteld) if eerder else NietGesteld(), gezegd.data):
            case Gesteld(doel):
                herzien = 0 if eerder is None else eerder.herzien + (eerder.gesteld != doel)
                doelen[nummer] = Doel(nummer, doel, gezegd.moment, herzien)
            case NietGesteld():
                continue
    return list(doelen.values())


def lees_acties(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> dict[str, Actie]:
    """The improvement actions by number, the last begun first."""
    verhalen: dict[str, list[Gezegd]] = {}
    for gezegd in _gezegd(con, vraag, VerbeteractieGestart, VerbeteractieBijgestuurd, VerbeteractieAfgerond):
        verhalen.setdefault(gezegd.nummer, []).append(gezegd)
    gevonden = (_actie(nummer, verhaal) for nummer, verhaal in verhalen.items())
    return {actie.nummer: actie for actie in reversed([a for a in gevonden if a is not None])}


def _actie(nummer: str, verhaal: list[Gezegd]) -> Actie | None:
    stand: Verbeteractie = NietGestart()
    geteld: list[Gezegd] = []
    for gezegd in verhaal:
        vorige, stand = stand, volg(stand, gezegd.data)
        if stand != vorige:
            geteld.append(gezegd)
    return None if isinstance(stand, NietGestart) else Actie(nummer, stand, tuple(geteld))


def lees_evaluaties(con: duckdb.DuckDBPyConnection, vraag: Vraag) -> dict[tuple[str, int, str], Evaluatie]:
    """The self-assessments by leerwinkel, year and criterion."""
    return {
        (data.regio, data.jaar, data.caf): Evaluatie(data, gezegd.moment)
        for gezegd in _gezegd(con, vraag, ZelfevaluatieVastgelegd)
        if isinstance(data := gezegd.data, ZelfevaluatieVastgelegd)
    }


def _gezegd(con: duckdb.DuckDBPyConnection, vraag: Vraag, *modellen: type[VolGegevens]) -> Iterator[Gezegd]:
    """What was said of these kinds, in the order of what happened."""
    per_soort = {model.gebeurtenisnaam(): model for model in modellen}
    kolommen = sorted({_kolom(veld) for model in modellen for veld in model.model_fields})
    filters, waarden = _bekend(vraag)
    tekst = (
        f"SELECT soort, entiteit, tijdstip, medewerker, {', '.join(kolommen)} FROM main.gebeurtenis "  # noqa: S608 - our own names
        f"WHERE regio = 'vol' AND soort IN ({', '.join('?' for _ in per_soort)}){filters} "
        "ORDER BY tijdstip, geregistreerd, bron, id"
    )
    for soort, nummer, moment, wie, *rij in con.execute(tekst, [*per_soort, *waarden]).fetchall():
        yield Gezegd(nummer, moment, wie, _gelezen(per_soort[soort], dict(zip(kolommen, rij, strict=True))))


def _bekend(vraag: Vraag) -> tuple[str, list[Any]]:
    filters, waarden = "", list[Any]()
    if vraag.stand is not None:
        filters, waarden = " AND positie <= ?", [vraag.stand.get("vol", 0)]
    if vraag.bekend_op is not None:
        filters, waarden = f"{filters} AND geregistreerd <= ?", [*waarden, vraag.bekend_op]
    return filters, waarden


def _kolom(veld: str) -> str:
    return f"gegeven_{veld}" if veld in VASTE_KOLOMMEN else veld


def _gelezen(model: type[M], rij: Mapping[str, Any]) -> M:
    """The data of an event, from its columns."""
    velden = {veld: rij[_kolom(veld)] for veld in model.model_fields if rij[_kolom(veld)] is not None}
    velden |= {veld: json.loads(velden[veld]) for veld in velden.keys() & _ALS_JSON}
    return model.model_validate_json(json.dumps(velden, default=str))
