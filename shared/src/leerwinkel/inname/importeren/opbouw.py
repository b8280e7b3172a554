"""One event built from a row: its fields, its ids, its envelope. Whether it fits the contract is judged after."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import to_json

from leerwinkel.inname.importeren.cellen import OMZETTEN, OngeldigeCel
from leerwinkel.inname.importeren.kenmerken import Kenmerken, Rijkenmerk
from leerwinkel.inname.importeren.plan import ENTITEIT_GEMAAKT, ZONDER_SPOOR, Plan
from leerwinkel.inname.importeren.tijd import GeenTijdstip, begin_van_de_dag, dagen_later
from leerwinkel.inname.importeren.velden import Veld, Vorm
from leerwinkel.inname.importeren.verband import ANTWOORDEN, OPENEN, Verband


class Ontwerp(NamedTuple):
    """An event as it would be, and what its cells say in one form."""

    plan: Plan
    envelop: dict[str, Any]
    inhoud: str


@dataclass(slots=True)
class Rij:
    """A row and what all its events share. `fouten` collects (column, reason)."""

    cellen: list[str]
    regio: str
    kenmerken: Kenmerken
    tijd: datetime
    lees_tijd: Callable[[str], datetime]
    geregistreerd: datetime | None = None
    eigen_id: str | None = None
    medewerker: str | None = None
    dossier: str = ""
    fouten: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    doorverwijzing: str | None = None
    """The referral that an earlier event of the row is about."""
    keuze: str = ""
    """The cell that decides which events the row gives."""
    ontwerpen: list[Ontwerp] = field(default_factory=list[Ontwerp])
    ids: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """(id, event name) of what it gives, also where it turns out wrong."""


@dataclass(slots=True)
class Opbouw:
    """Builds the events of one row."""

    rij: Rij
    verband: Verband
    volgnummers: Counter[int]

    def ontwerp(self, plan: Plan) -> Ontwerp:
        """The event that the row gives by that plan; what is wrong already stands in the row's `fouten`."""
        rij, zonder_spoor = self.rij, plan.soort.naam in ZONDER_SPOOR
        tijd, geregistreerd = self._tijden(plan)
        medewerker = None if zonder_spoor else rij.medewerker
        data = self._gegevens(plan)
        entiteit = self._entiteit(plan)
        bron = [entiteit, rij.dossier] if zonder_spoor else [entiteit]
        moment = tijd.timestamp()
        vastgelegd = moment if geregistreerd is tijd else geregistreerd.timestamp()
        inhoud = to_json([*bron, moment, vastgelegd, medewerker, data]).decode()
        id_, kenmerk = self._kenmerk(plan.soort.naam, inhoud)
        entiteit = entiteit or kenmerk.gemaakt
        self._vul_aan(plan, data, kenmerk, entiteit, tijd)
        envelop: dict[str, Any] = {
            "specversion": "1.0",
            "id": id_,
            "source": f"urn:leerwinkel:{rij.regio}:import",
            "type": plan.soort.type,
            "subject": entiteit,
            "time": tijd,
            "recordedtime": geregistreerd,
            "medewerker": medewerker,
            "data": data,
        }
        return Ontwerp(plan, envelop, inhoud)

    def _tijden(self, plan: Plan) -> tuple[datetime, datetime]:
        dagen = plan.afbeelding.dagen_later
        tijd = dagen_later(self.rij.tijd, dagen) if dagen else self.rij.tijd
        geregistreerd = self.rij.geregistreerd or tijd
        if plan.soort.naam in ZONDER_SPOOR:
            return begin_van_de_dag(tijd), begin_van_de_dag(geregistreerd)
        return tijd, max(tijd, geregistreerd) if dagen else geregistreerd

    def _gegevens(self, plan: Plan) -> dict[str, Any]:
        """The data that the cells say, always in the same order of fields."""
        data: dict[str, Any] = {groep: {} for groep in plan.groepen}
        data.update(plan.standaard)
        for cel in plan.cellen:
            tekst = self.rij.cellen[cel.plaats].strip()
            if not tekst:
                continue
            try:
                waarde = self._waarde(cel.veld, tekst)
            except (GeenTijdstip, OngeldigeCel) as fout:
                self.rij.fouten.append((cel.kolom, str(fout)))
                continue
            groep = cel.veld.groep
            (data if groep is None else data.setdefault(groep, {}))[cel.veld.sleutel] = waarde
        return data

    def _waarde(self, veld: Veld, tekst: str) -> Any:
        if veld.kenmerk is not None:
            return self.rij.kenmerken.van(veld.kenmerk, tekst)
        if veld.vorm is Vorm.MOMENT:
            return self.rij.lees_tijd(tekst).isoformat()
        return OMZETTEN[veld.vorm](tekst.zfill(veld.cijfers) if veld.cijfers and tekst.isdigit() else tekst)

    def _kenmerk(self, naam: str, inhoud: str) -> tuple[str, Rijkenmerk]:
        rij = self.rij
        if rij.eigen_id is not None:
            kenmerk = rij.kenmerken.van_rij(naam, rij.eigen_id)
        else:
            vinger = hash((rij.regio, naam, inhoud))
            kenmerk = rij.kenmerken.van_inhoud(naam, inhoud, self.volgnummers[vinger])
            self.volgnummers[vinger] += 1
        id_ = kenmerk.gebeurtenis
        rij.ids.append((id_, naam))
        return id_, kenmerk

    def _entiteit(self, plan: Plan) -> str | None:
        """The subject by the row's number; None where the row has none and opens its entity."""
        soort = plan.soort
        if soort.entiteit == "regio":
            return self.rij.regio
        for plaats, kolom in plan.entiteit:
            if tekst := self.rij.cellen[plaats].strip():
                try:
                    return self.rij.kenmerken.van(soort.entiteit, tekst)
                except OngeldigeCel as fout:
                    self.rij.fouten.append((kolom, str(fout)))
                    return None
        if soort.naam not in ENTITEIT_GEMAAKT:
            self.rij.fouten.append((plan.entiteit[0][1], "ontbreekt"))
        return None

    def _vul_aan(self, plan: Plan, data: dict[str, Any], kenmerk: Rijkenmerk, entiteit: str, tijd: datetime) -> None:
        """What the cells leave open. It is no part of the row's identity: it may differ in the next export."""
        for naam in plan.aan_te_vullen:
            if naam in data:
                continue
            match naam:
                case "instemming":
                    data[naam] = (self.rij.regio, self.rij.dossier) in self.verband.instemmingen
                case "doorverwijzing":
                    data[naam] = self._doorverwijzing(plan, kenmerk.gemaakt, entiteit, tijd)
                case "client":
                    data[naam] = entiteit
                case _:
                    data[naam] = kenmerk.gemaakt
        if plan.soort.naam in OPENEN:
            self.rij.doorverwijzing = data["doorverwijzing"]
            self.verband.opent(self.rij.regio, entiteit, tijd, data["doorverwijzing"])

    def _doorverwijzing(self, plan: Plan, gemaakt: str, entiteit: str, tijd: datetime) -> str:
        if plan.soort.naam not in ANTWOORDEN:
            return gemaakt
        gevonden = self.rij.doorverwijzing or self.verband.doorverwijzing_bij(self.rij.regio, entiteit, tijd)
        if gevonden is None:
            reden = "ontbreekt, en dit dossier heeft in deze export geen eerdere doorverwijzing"
            self.rij.fouten.append((plan.kolom_van.get("doorverwijzing", "doorverwijzing"), reden))
        return gevonden or gemaakt
