"""Signing in without a browser, at the provider for trying out and nowhere else."""

from pathlib import Path

import httpx
import pytest

from leerwinkel.identiteit.inrichting import GeenGeheim, aanbieder, aanmeldwijze
from leerwinkel.identiteit.proefaanmelding.bezoek import NietAangemeldGeraakt, haal_pas, meld_aan
from leerwinkel.identiteit.proefaanmelding.proces import AndereAanbieder, draai
from leerwinkel.runtime.instellingen import Instellingen

ELDERS = "https://authenticatie.example/op"


def test_it_fills_in_nothing_at_another_provider() -> None:
    gevraagd: list[str] = []

    def antwoord(verzoek: httpx.Request) -> httpx.Response:
        gevraagd.append(str(verzoek.url))
        return httpx.Response(303, headers={"location": f"{ELDERS}/kies"})

    http = httpx.Client(transport=httpx.MockTransport(antwoord))
    with http, pytest.raises(NietAangemeldGeraakt, match="op deze machine"):
        meld_aan(http, "http://127.0.0.1:8081", "begeleider-1")
    assert gevraagd == ["http://127.0.0.1:8081/aanmelden"]


async def test_with_a_real_provider_there_are_no_invented_people(tmp_path: Path) -> None:
    echt = Instellingen(data=tmp_path, oidc_uitgever=ELDERS)
    with pytest.raises(NietAangemeldGeraakt, match="geen proefgebruikers"):
        haal_pas(echt, "begeleider-1")
    with pytest.raises(AndereAanbieder):
        await draai(echt)


def test_the_secret_is_in_a_file(tmp_path: Path) -> None:
    bestand = tmp_path / "geheim"
    for zet, zin in ((None, "Zet in"), (bestand, "kan niet gelezen"), (bestand, "is leeg")):
        with pytest.raises(GeenGeheim, match=zin):
            aanbieder(Instellingen(data=tmp_path, oidc_uitgever=ELDERS, oidc_geheim=zet))
        if zin == "kan niet gelezen":
            bestand.write_text("\n")
    bestand.write_text("het geheim\n")
    echt = Instellingen(data=tmp_path, oidc_uitgever=ELDERS, oidc_geheim=bestand)
    assert aanbieder(echt).geheim == "het geheim"
    assert "het geheim" not in repr(aanbieder(echt))


def test_the_machine_for_trying_out_makes_one_that_is_kept(tmp_path: Path) -> None:
    hier = Instellingen(data=tmp_path)
    assert aanbieder(hier) == aanbieder(hier)
    assert len(aanbieder(hier).geheim) == 64


def test_over_https_sessions_are_for_https(tmp_path: Path) -> None:
    adressen = {"intake": "https://gent.example:8081/"}
    wijze = aanmeldwijze(Instellingen(data=tmp_path, adressen=adressen), "gent", "intake")
    assert (wijze.adres, wijze.veilig) == ("https://gent.example:8081", True)
    assert not aanmeldwijze(Instellingen(data=tmp_path), "gent", "intake").veilig
