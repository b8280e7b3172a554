"""A second, slow reading of indicators.md in plain Python, to hold the SQL against: the registration."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from .bouw import BRUSSEL, Ontvangst
from .naslag_geldig import Dossiersleutel, Feit, geldige


class Naslag:
    """All figures over those events. `bekend_op` and `op_stand`: how is looked back, if so."""

    def __init__(
        self, ontvangsten: Sequence[Ontvangst], bekend_op: datetime | None = None, *, op_stand: bool = False
    ) -> None:
        self.ontvangsten = ontvangsten
        self.bekend_op, self.op_stand = bekend_op, op_stand
        self.feiten = geldige(ontvangsten)
        self._gevonden: dict[tuple[str, ...], list[Feit]] = {}
        self._per_dossier: dict[tuple[str, ...], dict[Dossiersleutel, list[Feit]]] = {}

    @cached_property
    def peil(self) -> date:
        """The day from which is looked."""
        momenten = [o.ontvangen for o in self.ontvangsten]
        laatste = max(momenten) if self.bekend_op is None else min(max(momenten), self.bekend_op)
        return laatste.astimezone(BRUSSEL).date()

    def van(self, *soorten: str) -> list[Feit]:
        if soorten not in self._gevonden:
            self._gevonden[soorten] = sorted((f for f in self.feiten if f.soort in soorten), key=lambda f: f.orde)
        return self._gevonden[soorten]

    def per_dossier(self, *soorten: str) -> dict[Dossiersleutel, list[Feit]]:
        if soorten not in self._per_dossier:
            gevonden: dict[Dossiersleutel, list[Feit]] = defaultdict(list)
            for f in self.van(*soorten):
                gevonden[f.dossier].append(f)
            self._per_dossier[soorten] = dict(gevonden)
        return self._per_dossier[soorten]

    @cached_property
    def aanmeldingen(self) -> dict[Dossiersleutel, Feit]:
        return {d: feiten[0] for d, feiten in self.per_dossier("aanmelding-geregistreerd").items()}

    @cached_property
    def profielen(self) -> dict[Dossiersleutel, dict[str, Any]]:
        aanvullingen = self.per_dossier("profiel-aangevuld")
        profielen: dict[Dossiersleutel, dict[str, Any]] = {}
        for d, aanmelding in self.aanmeldingen.items():
            profiel: dict[str, Any] = {}
            for f in sorted([aanmelding, *aanvullingen.get(d, [])], key=lambda f: f.orde):
                nieuw = f.data["profiel"] if f is aanmelding else f.data
                profiel |= {k: v for k, v in nieuw.items() if v is not None}
            profielen[d] = profiel
        return profielen

    def leeftijd(self, d: Dossiersleutel) -> int | None:
        jaar = self.profielen[d].get("geboortejaar")
        return self.aanmeldingen[d].dag.year - jaar if isinstance(jaar, int) else None

    @cached_property
    def personen(self) -> dict[Dossiersleutel, str]:
        """Client → the smallest label of the clients that are one person with it."""
        laatste: dict[tuple[str, frozenset[str]], bool] = {}
        for f in self.van("dossiers-gekoppeld", "dossiers-ontkoppeld"):
            paar = frozenset({f"{f.o.regio}/{f.data['client']}", f"{f.o.regio}/{f.data['met_client']}"})
            laatste["koppeling", paar] = f.soort == "dossiers-gekoppeld"
        for f in self.van("dubbel-beoordeeld"):
            een = f"{f.data['regio_a']}/{f.data['client_a']}"
            paar = frozenset({een, f"{f.data['regio_b']}/{f.data['client_b']}"})
            laatste["oordeel", paar] = f.data["oordeel"] == "zelfde-persoon"
        groep: dict[str, set[str]] = {}
        for (_, paar), samen in laatste.items():
            if samen:
                leden = set().union(*(groep.get(lid, {lid}) for lid in paar))
                groep |= dict.fromkeys(leden, leden)
        return {
            d: min(groep.get(f"{d[0]}/{f.data['client']}", {f"{d[0]}/{f.data['client']}"}))
            for d, f in self.aanmeldingen.items()
        }

    @cached_property
    def sessies(self) -> dict[Dossiersleutel, list[Feit]]:
        return self.per_dossier("sessie-gehouden")

    @cached_property
    def trajecten(self) -> dict[Dossiersleutel, Feit]:
        return {d: feiten[0] for d, feiten in self.per_dossier("traject-gestart").items()}

    @cached_property
    def keuzes(self) -> dict[Dossiersleutel, Feit]:
        return {d: feiten[0] for d, feiten in self.per_dossier("keuze-gemaakt", "keuze-herzien").items()}

    def trap(self, d: Dossiersleutel) -> str | None:
        if d in self.trajecten:
            return "begeleidingstraject"
        if d in self.sessies:
            return "informatiebemiddeling"
        return "informatieverstrekking" if d in self.per_dossier("informatie-verstrekt") else None

    def toestemming(self, d: Dossiersleutel, doel: str, op: datetime | None = None) -> bool:
        feiten = self.per_dossier("toestemming-gegeven", "toestemming-ingetrokken").get(d, [])
        feiten = [f for f in feiten if f.data["doel"] == doel and (op is None or f.tijdstip <= op)]
        return bool(feiten) and feiten[-1].soort == "toestemming-gegeven"

    def gesloten(self, d: Dossiersleutel, op: datetime) -> bool:
        feiten = [f for f in self.per_dossier("dossier-afgesloten", "dossier-heropend").get(d, []) if f.tijdstip < op]
        return bool(feiten) and feiten[-1].soort == "dossier-afgesloten"
