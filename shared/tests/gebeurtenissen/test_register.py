"""Every event of the catalogue is in the register, and nothing else."""

import pytest

from leerwinkel.gebeurtenissen import REGISTER
from leerwinkel.gebeurtenissen.register import regionale_soort, soorten_van
from leerwinkel.gebeurtenissen.upcasters import STAPPEN, volgende
from leerwinkel.gebeurtenissen.vorige import VORIGE

CATALOGUS = {
    "intake": """
        aanmelding-geregistreerd dispatching-beslist informatie-verstrekt profiel-aangevuld
        toestemming-gegeven toestemming-ingetrokken dossiers-gekoppeld dossiers-ontkoppeld
        persoonsgegevens-vernietigd infosessie-gehouden bekendmaking-uitgevoerd dossier-afgesloten dossier-heropend
        gebeurtenis-gecorrigeerd gebeurtenis-ingetrokken""",
    "trajecten": """
        traject-gestart sessie-gepland sessie-geannuleerd sessie-niet-verschenen sessie-gehouden
        microcontact-geregistreerd drempel-vastgesteld begeleider-gewijzigd keuze-gemaakt keuze-herzien
        inschrijving-vastgesteld opleiding-stopgezet getuigschrift-behaald bevraging-verstuurd tevredenheid-beantwoord
        gebeurtenis-gecorrigeerd gebeurtenis-ingetrokken""",
    "partners": """
        partner-geregistreerd partner-gewijzigd partner-beeindigd loket-geopend loket-gesloten zitdag-gehouden
        doorverwijzing-ontvangen doorverwijzing-gemaakt doorverwijzing-aanvaard doorverwijzing-geweigerd
        doorverwijzing-afgerond terugkoppeling-gegeven tweedelijnsvraag-beantwoord signaal-gemeld signaal-opgevolgd
        klacht-ontvangen klacht-behandeld gebeurtenis-gecorrigeerd gebeurtenis-ingetrokken""",
    "vol": """
        stand-vastgelegd beleidssignaal-vastgesteld beleidssignaal-in-behandeling beleidssignaal-beantwoord
        doelstelling-vastgelegd doelstelling-ingetrokken referentiewaarde-vastgelegd codelijst-in-gebruik
        quarantaine-vrijgegeven
        stroom-aangehouden stroom-vrijgegeven verbeteractie-gestart verbeteractie-bijgestuurd verbeteractie-afgerond
        zelfevaluatie-vastgelegd afsluiting-voorgesteld periode-afgesloten rapport-bevroren dubbel-voorgesteld
        dubbel-beoordeeld
        datakwaliteit-gemeld""",
}

ENTITEITEN = {
    "dossiers-gekoppeld": "client",
    "persoonsgegevens-vernietigd": "client",
    "infosessie-gehouden": "regio",
    "sessie-gehouden": "dossier",
    "tevredenheid-beantwoord": "bevraging",
    "partner-gewijzigd": "partner",
    "zitdag-gehouden": "loket",
    "doorverwijzing-ontvangen": "dossier",
    "tweedelijnsvraag-beantwoord": "regio",
    "signaal-opgevolgd": "signaal",
    "klacht-behandeld": "klacht",
}


@pytest.mark.parametrize("service", CATALOGUS)
def test_the_register_has_exactly_the_events_of_the_catalogue(service: str):
    assert {soort.type for soort in soorten_van(service)} == {
        f"be.leerwinkel.{service}.{naam}.v1" for naam in CATALOGUS[service].split()
    }


def test_no_event_is_of_another_service():
    assert {soort.service for soort in REGISTER.values()} == set(CATALOGUS)


@pytest.mark.parametrize(("naam", "entiteit"), ENTITEITEN.items())
def test_an_event_belongs_to_the_entity_of_the_catalogue(naam: str, entiteit: str):
    soort = regionale_soort(naam)
    assert soort is not None
    assert soort.entiteit == entiteit


@pytest.mark.parametrize("naam", ["gebeurtenis-gecorrigeerd", "stand-vastgelegd", "sessie-verzonnen", ""])
def test_what_no_region_registers_by_name_is_not_found(naam: str):
    assert regionale_soort(naam) is None


def test_every_older_version_has_a_model_and_a_step_to_the_next():
    assert set(VORIGE) == set(STAPPEN)
    for oud in VORIGE:
        assert oud not in REGISTER
        assert volgende(oud) in {*VORIGE, *REGISTER}
