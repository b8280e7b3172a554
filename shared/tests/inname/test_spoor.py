"""The trace context in what we send: where there is none yet, and never where nobody may be followed."""

import json
from collections.abc import Iterator

import pytest

from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.trajecten import TevredenheidBeantwoord
from leerwinkel.inname.spoor import met_spoor, ruw_met_spoor
from leerwinkel.inname.toelating import MAX_BYTES
from leerwinkel.inname.verpakt import verpak
from leerwinkel.runtime.waarneming import neem_waar, span, traceparent
from leerwinkel.testing.invoer import Proefinvoer
from leerwinkel.testing.verzamelaar import Verzamelaar, verzamelaar
from leerwinkel.testing.voorbeelden import gebeurtenis, microcontact, sessie

SPOOR = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def gezien(monkeypatch: pytest.MonkeyPatch) -> Iterator[Verzamelaar]:
    with verzamelaar() as gemaakt:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", gemaakt.url)
        yield gemaakt


@pytest.fixture
def spoor(gezien: Verzamelaar) -> Iterator[str]:
    """The present span."""
    assert gezien.url
    with neem_waar("proef"), span("zending"):
        yield traceparent() or ""


def _antwoord() -> AnyGebeurtenis:
    data = TevredenheidBeantwoord(trap="begeleidingstraject", waardevol="ja")
    return gebeurtenis(data, "b1")


def test_without_tracing_events_and_bytes_are_left_as_they_are() -> None:
    verpakt = [verpak(microcontact("d1"))]
    assert met_spoor(verpakt) is verpakt
    assert ruw_met_spoor(b'{"id":1}') == b'{"id":1}'


def test_an_event_without_a_trace_gets_the_present_one_and_stays_what_it_was(spoor: str) -> None:
    eigen, zonder = sessie("d1", traceparent=SPOOR), sessie("d1")
    gekregen = met_spoor([verpak(eigen), verpak(zonder)])
    assert [lees(v.ruw).traceparent for v in gekregen] == [SPOOR, spoor]
    assert [lees(v.ruw).digest() for v in gekregen] == [v.digest for v in gekregen] == [eigen.digest(), zonder.digest()]


def test_the_bytes_of_an_event_get_it_too_and_nothing_else_changes(spoor: str) -> None:
    voor = sessie("d1")
    na = lees(ruw_met_spoor(voor.ruw()), streng=True)
    assert (na.traceparent, na.digest()) == (spoor, voor.digest())
    met = sessie("d1", traceparent=SPOOR).ruw()
    assert ruw_met_spoor(met) == met


@pytest.mark.usefixtures("spoor")
def test_an_anonymous_answer_is_not_followed() -> None:
    antwoord = _antwoord()
    assert met_spoor([verpak(antwoord)]) == [verpak(antwoord)]
    assert ruw_met_spoor(antwoord.ruw()) == antwoord.ruw()


@pytest.mark.usefixtures("spoor")
@pytest.mark.parametrize("ruw", [b"", b"[]", b"null", b"\xff", b'{"x":"' + b"y" * (MAX_BYTES - 8) + b'"}'])
def test_what_is_no_event_or_would_become_too_large_is_left_alone(ruw: bytes) -> None:
    assert ruw_met_spoor(ruw) == ruw


async def test_the_events_of_an_import_carry_its_trace(proef: Proefinvoer, gezien: Verzamelaar) -> None:
    proef.schrijf("microcontacten.csv", "dossier,regio,tijdstip,medium,richting", *map(_rij, range(5)))
    with neem_waar("proef"), span("importeer"):
        await proef.importeer()
    [importeer], [snede] = gezien.span("importeer"), gezien.span("importeer.snede")
    assert snede.parent_span_id == importeer.span_id
    sporen = {json.loads(g.ruw())["traceparent"].rsplit("-", 1)[0] for g in proef.gebeurtenissen()}
    assert sporen == {f"00-{snede.trace_id.hex()}-{snede.span_id.hex()}"}
    opnieuw = await proef.importeer()
    assert (opnieuw.herhaald, opnieuw.gecorrigeerd) == (5, 0)


def _rij(nr: int) -> str:
    return f"G0124,gent,2016-05-0{nr + 1}T10:00:00,telefoon,in"


@pytest.fixture
def proef(tmp_path_factory: pytest.TempPathFactory) -> Proefinvoer:
    return Proefinvoer(tmp_path_factory.mktemp("invoer") / "export")
