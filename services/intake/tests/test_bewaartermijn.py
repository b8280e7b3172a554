"""When the term of a client is over: to the moment, by the setting, also from a day that most years do not have."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake.handelingen.bewaartermijn import bewaargrens, verstreken
from leerwinkel.gebeurtenissen.intake import DossierAfgesloten
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.runtime.taken import in_draad
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis

from .bouw import aanmelding

EINDE = datetime(2019, 5, 6, 10, 30, tzinfo=UTC)


def _dossiers(proef: Proefdienst, grens: datetime) -> list[str]:
    with proef.kader.leesmodel.store.reader() as lezer:
        return [rij.dossier for rij in lezer.execute(verstreken(grens))]


async def test_who_was_last_heard_of_at_that_moment_may_be_erased_a_moment_later(proef: Proefdienst) -> None:
    jwes = await in_draad(
        Versleuteling(proef.kader.kluis).sluit_alle, [("c1", Persoonsgegevens(naam="Zo", voornaam="En"))]
    )
    await proef.gebeur(
        gebeurtenis(aanmelding(persoonsgegevens=jwes["c1"]), "d1", time=EINDE - timedelta(days=9)),
        gebeurtenis(DossierAfgesloten(reden="beantwoord"), "d1", time=EINDE),
    )
    assert await in_draad(_dossiers, proef, EINDE) == []
    assert await in_draad(_dossiers, proef, EINDE + timedelta(microseconds=1)) == ["d1"]


@pytest.mark.parametrize(
    ("jaren", "nu", "grens"),
    [
        (5, datetime(2026, 11, 28, 9, tzinfo=UTC), datetime(2021, 11, 28, 9, tzinfo=UTC)),
        (2, datetime(2026, 11, 28, 9, tzinfo=UTC), datetime(2024, 11, 28, 9, tzinfo=UTC)),
        (5, datetime(2028, 2, 29, 9, tzinfo=UTC), datetime(2023, 2, 28, 9, tzinfo=UTC)),
        (4, datetime(2028, 2, 29, 9, tzinfo=UTC), datetime(2024, 2, 28, 9, tzinfo=UTC)),
    ],
)
async def test_the_term_is_that_of_the_setting(proef: Proefdienst, jaren: int, nu: datetime, grens: datetime) -> None:
    assert bewaargrens(replace(proef.kader, bewaartermijn=jaren), nu) == grens
