"""Whatever stands on the log, in whatever order it came, gives rows, a timeline and steps."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leerwinkel.dienst.tijdlijn import tijdlijn
from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.correctie import CORRECTIES
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.gebeurtenissen.register import DIENSTEN, soorten_van
from leerwinkel.leesmodel import Entity, Placed
from leerwinkel.testing.gebeurtenissen import gebeurtenissen
from leerwinkel.testing.voorbeelden import gebeurtenis
from trajecten.leesmodel import MODEL, derive, stand
from trajecten.stappen import stappen

from .gegeven import AANMELDING, NU

_SOORTEN = [soort for dienst in DIENSTEN for soort in soorten_van(dienst)]
_EVENTS = st.lists(st.sampled_from(_SOORTEN).flatmap(gebeurtenissen), max_size=8)


def geplaatst(events: Sequence[AnyGebeurtenis]) -> list[Placed]:
    return [Placed(n, event) for n, event in enumerate(events, 1)]


@given(_EVENTS, st.randoms(use_true_random=False))
def test_any_events_give_rows_and_a_page_and_their_order_of_arrival_does_not_matter(
    events: list[AnyGebeurtenis], toeval: Random
) -> None:
    anders = list(events)
    toeval.shuffle(anders)
    [eerst, later] = [derive(Entity("d1", len(events), geplaatst(elk))) for elk in (events, anders)]
    assert eerst == later
    for tabel, rijen in eerst.items():
        vereist = {kolom.name for kolom in tabel.columns if not kolom.nullable} - {MODEL.per_entity[tabel]}
        assert all(vereist <= {naam for naam, waarde in rij.items() if waarde is not None} for rij in rijen)
    assert len(tijdlijn(geplaatst(events), {})) <= len(events)
    stappen(stand(geldig(events)), NU)


def test_a_retraction_of_a_retraction_and_one_that_waits_have_their_place() -> None:
    enige = gebeurtenis(AANMELDING, "d1")
    _, weg = CORRECTIES["intake"]
    een = gebeurtenis(weg(doel=Doel(source=enige.source, id=enige.id), reden="dubbel"), "d1")
    toch = gebeurtenis(weg(doel=Doel(source=een.source, id=een.id), reden="invoerfout"), "d1")
    wacht = gebeurtenis(
        weg(doel=Doel(source=enige.source, id="00000000-0000-4000-8000-000000000000"), reden="dubbel"), "d1"
    )
    laatste, eerste = tijdlijn(geplaatst([wacht, toch, een, enige]), {})
    assert (eerste.ingetrokken, [ingreep.wat for ingreep in eerste.ingrepen]) == (
        False,
        ["Ingetrokken", "Dat ongedaan gemaakt"],
    )
    assert (laatste.event, laatste.ingrepen) == (wacht, [])
