"""What holds for every decider of intake, whatever happens."""

import json
from collections.abc import Sequence
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intake.domain import client, dispatching, dossier, profiel, regio, toestemming
from intake.domain.weigeringen import ZINNEN
from leerwinkel.eventsourcing import Decider, Refusal
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen import intake as taal
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.partners import DoorverwijzingOntvangen
from leerwinkel.gebeurtenissen.register import DIENSTEN, REGISTER
from leerwinkel.testing.gebeurtenissen import gebeurtenissen, ruwe_gegevens
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import SESSIE, aanmelding, besluit, moment

MOMENTEN = st.integers(0, 9).map(moment)
NU = st.just(moment(8))
DECIDERS: dict[str, Decider[Any, Any]] = {
    "dossier": dossier.DOSSIER,
    "toestemming": toestemming.TOESTEMMING,
    "dispatching": dispatching.DISPATCHING,
    "profiel": profiel.PROFIEL,
    "client": client.CLIENT,
    "regio": regio.REGIO,
}
FEITEN: dict[type[Gegevens], list[Any]] = {
    taal.AanmeldingGeregistreerd: [aanmelding(), aanmelding(themas=("nt2",))],
    taal.DossierAfgesloten: [taal.DossierAfgesloten(reden=reden) for reden in ("keuze", "afgehaakt")],
    taal.DossierHeropend: [taal.DossierHeropend(aanleiding="nazorg")],
    taal.ToestemmingGegeven: [taal.ToestemmingGegeven(doel="begeleiding", tekstversie=t) for t in (None, "t2")],
    taal.ToestemmingIngetrokken: [taal.ToestemmingIngetrokken(doel="begeleiding")],
    taal.DispatchingBeslist: [besluit(welk) for welk in ("informatieverstrekking", "begeleidingstraject")],
    taal.InformatieVerstrekt: [
        taal.InformatieVerstrekt(medium="chat", duur_minuten=5, beantwoord=ja) for ja in (True, False)
    ],
    taal.ProfielAangevuld: [taal.ProfielAangevuld(geslacht=g, statuut=s) for g in ("v", "x") for s in (None, "neet")],
    taal.DossiersGekoppeld: [taal.DossiersGekoppeld(client="a", met_client=c, grond="andere") for c in "abc"],
    taal.DossiersOntkoppeld: [taal.DossiersOntkoppeld(client="a", met_client=c, grond="andere") for c in "bc"],
    taal.PersoonsgegevensVernietigd: [taal.PersoonsgegevensVernietigd(client="a", grond="bewaartermijn")],
    taal.InfosessieGehouden: [taal.InfosessieGehouden(doelgroep="neet", deelnemers=n, duur_minuten=60) for n in (1, 2)],
    taal.BekendmakingUitgevoerd: [taal.BekendmakingUitgevoerd(doelgroep="neet", kanaal="pers")],
}
ANDERE = [SESSIE, DoorverwijzingOntvangen(doorverwijzing="w1", partnersoort="ocmw", warm=True)]


OPDRACHTEN: dict[str, list[tuple[Any, type[Gegevens], str, tuple[str, ...]]]] = {
    "dossier": [
        (dossier.AanmeldingRegistreren, taal.AanmeldingGeregistreerd, "aanmelding", ()),
        (dossier.AanmeldingOpenen, taal.AanmeldingGeregistreerd, "aanmelding", ()),
        (dossier.DossierAfsluiten, taal.DossierAfgesloten, "afsluiting", ("tijdstip",)),
        (dossier.DossierHeropenen, taal.DossierHeropend, "heropening", ("tijdstip",)),
    ],
    "toestemming": [
        (toestemming.ToestemmingGeven, taal.ToestemmingGegeven, "toestemming", ("tijdstip",)),
        (toestemming.ToestemmingIntrekken, taal.ToestemmingIngetrokken, "intrekking", ("tijdstip",)),
    ],
    "dispatching": [
        (dispatching.DispatchingBeslissen, taal.DispatchingBeslist, "beslissing", ("tijdstip",)),
        (dispatching.InformatieVerstrekken, taal.InformatieVerstrekt, "informatie", ("tijdstip", "nu")),
    ],
    "profiel": [(profiel.ProfielAanvullen, taal.ProfielAangevuld, "aanvulling", ("tijdstip",))],
    "client": [
        (client.DossiersKoppelen, taal.DossiersGekoppeld, "koppeling", ("tijdstip",)),
        (client.DossiersOntkoppelen, taal.DossiersOntkoppeld, "ontkoppeling", ("tijdstip",)),
        (client.PersoonsgegevensVernietigen, taal.PersoonsgegevensVernietigd, "vernietiging", ()),
    ],
    "regio": [
        (regio.InfosessieRegistreren, taal.InfosessieGehouden, "infosessie", ("tijdstip", "nu")),
        (regio.BekendmakingRegistreren, taal.BekendmakingUitgevoerd, "bekendmaking", ("tijdstip", "nu")),
    ],
}
"""Per decider its commands: the fact that each holds, under which name, and the moments that it needs."""


def opdrachten(naam: str, *, vrij: bool) -> SearchStrategy[Any]:
    """Commands to that decider: of a few facts that meet, or (vrij) of any that the contract knows."""
    tijden = {"tijdstip": MOMENTEN, "nu": NU}
    return st.one_of(
        [
            st.builds(soort, **{veld: _feit(model, vrij=vrij)}, **{tijd: tijden[tijd] for tijd in met})
            for soort, model, veld, met in OPDRACHTEN[naam]
        ]
    )


def _feit(model: type[Gegevens], *, vrij: bool) -> SearchStrategy[Any]:
    if not vrij:
        return st.sampled_from(FEITEN[model])
    return ruwe_gegevens(model).map(lambda ruw: model.model_validate_json(json.dumps(ruw)))


def beslis(naam: str, opdracht: Any, events: Sequence[AnyGebeurtenis]) -> Sequence[Gegevens] | str:
    """What the decider makes of it, or why it refuses."""
    decider = DECIDERS[naam]
    try:
        return decider.decide(opdracht, decider.fold(events))
    except Refusal as weigering:
        return weigering.code


@pytest.mark.parametrize("naam", DECIDERS)
@given(lot=st.data())
def test_any_story_is_accepted_or_refused_and_accepted_again_gives_nothing(naam: str, lot: st.DataObject) -> None:
    feiten = st.sampled_from([*ANDERE, *(feit for per_soort in FEITEN.values() for feit in per_soort)])
    stappen = st.lists(st.tuples(MOMENTEN, st.one_of(opdrachten(naam, vrij=False), feiten)), max_size=12)
    events: list[AnyGebeurtenis] = []
    for nummer, (wanneer, stap) in enumerate(lot.draw(stappen)):
        wat = [stap] if isinstance(stap, Gegevens) else beslis(naam, stap, events)
        if isinstance(wat, str):
            assert wat in ZINNEN
            continue
        tijdstip = getattr(stap, "tijdstip", wanneer)
        events += [gebeurtenis(feit, "d1", time=tijdstip, recordedtime=moment(60 + nummer)) for feit in wat]
        assert isinstance(stap, Gegevens) or beslis(naam, stap, events) == []


SOORTEN = [gebeurtenissen(soort, regio="gent") for soort in REGISTER.values() if soort.service in DIENSTEN]
WILLEKEURIG = st.lists(st.one_of(SOORTEN), max_size=8, unique_by=lambda event: (event.source, event.id))


@pytest.mark.parametrize("naam", DECIDERS)
@given(events=WILLEKEURIG, lot=st.data())
def test_any_valid_events_fold_and_in_parts_as_at_once(
    naam: str, events: list[AnyGebeurtenis], lot: st.DataObject
) -> None:
    decider = DECIDERS[naam]
    tellend = geldig(events)
    knip = lot.draw(st.integers(0, len(tellend)))
    eerst = decider.fold(tellend[:knip])
    assert reduce(decider.evolve, tellend[knip:], eerst) == decider.fold(events) == decider.fold(events[::-1])
    wat = beslis(naam, lot.draw(opdrachten(naam, vrij=True)), events)
    assert not isinstance(wat, str) or wat in ZINNEN
