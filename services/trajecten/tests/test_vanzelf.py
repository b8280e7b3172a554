"""What trajecten does by itself, over a real node: the first talk after dispatching, the question after closing."""

from datetime import UTC, datetime, timedelta

from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import Afspraak
from leerwinkel.gebeurtenissen.trajecten import BevragingVerstuurd, SessieGepland
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis

from .gegeven import AANMELDING, BEMIDDELING, GEDISPATCHT, afgesloten, gehouden, toestemming

_MOMENT = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
_AFSPRAAK = Afspraak(moment=_MOMENT, begeleider="begeleider-1")
_BESLIST = BEMIDDELING.model_copy(update={"afspraak": _AFSPRAAK})


def van(systeem: str, *data: Gegevens) -> list[AnyGebeurtenis]:
    return [gebeurtenis(elk, "d1", source=f"urn:leerwinkel:gent:{systeem}") for elk in data]


async def na(proef: Proefdienst, eerder: int) -> AnyGebeurtenis:
    """The event that comes by itself."""
    assert await proef.kader.leesmodel.reached(eerder + 1, patience=10)
    return (await proef.log())[eerder]


async def test_dispatching_to_a_talk_prepares_it_and_the_agenda_has_it(proef: Proefdienst) -> None:
    await proef.gebeur(*van("intake", AANMELDING, _BESLIST))
    gepland = await na(proef, 2)
    assert isinstance(gepland.data, SessieGepland)
    assert (gepland.data.moment, gepland.data.begeleider, gepland.data.soort) == (_MOMENT, "begeleider-1", "intake")
    assert gepland.causationid == (await proef.log())[1].id
    assert f"/dossiers/d1/sessie/{gepland.data.sessie}" in (await proef.http.get(f"/agenda?dag={_MOMENT.date()}")).text


async def test_a_closed_dossier_asks_how_it_was_with_consent_and_imports_ask_nothing(proef: Proefdienst) -> None:
    verleden = (*GEDISPATCHT, gehouden(), afgesloten())
    zonder = [gebeurtenis(elk, "d2", source="urn:leerwinkel:gent:intake") for elk in verleden]
    await proef.gebeur(*van("import", *verleden, toestemming("bevraging")), *zonder)
    met = [
        gebeurtenis(elk, "d3", source="urn:leerwinkel:gent:intake")
        for elk in (*verleden[:-1], toestemming("bevraging"), verleden[-1])
    ]
    await proef.gebeur(*met)
    gevraagd = await na(proef, 14)
    assert (gevraagd.subject, gevraagd.data) == ("d3", BevragingVerstuurd(trap="informatiebemiddeling"))
    assert len(await proef.log()) == 15
