"""Whatever comes in as a note, a checkpoint, an offer, a receipt, a key, a seal or a session is it, or is refused."""

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from leerwinkel.audit import BadNote, Checkpoint, Note, Receipt, Signer, Verifier
from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.identiteit.sessie import NietAangemeld
from leerwinkel.identiteit.zegel import NietVerzegeld
from leerwinkel.waarmerk.aanbod import Aanbod, Antwoord, Status, gewisseld, wisseltekst

ORIGIN = "leerwinkel.example/gent"
REGIO = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
TEKST = Checkpoint(ORIGIN, 3, bytes(range(32))).format()
NOOT = Note(TEKST, (REGIO.sign(TEKST),))
BONNETJE = Receipt(2, (bytes(32), bytes(range(32))), NOOT, b"wat het was").format()
AANBOD = Aanbod(1, (bytes(32),), NOOT).format()
WISSEL = wisseltekst("gent", REGIO.verifier)
AANMELDING = aanmelding_van("gent", b"g" * 32)
VANDAAG = date(2026, 3, 2)


def checkpoint(ruw: bytes) -> None:
    Checkpoint.parse(ruw.decode("utf-8", "replace"))


def wissel(ruw: bytes) -> None:
    gewisseld(Note(ruw.decode("utf-8", "replace"), ()), "gent")


def sleutel(ruw: bytes) -> None:
    Verifier.parse(ruw.decode("utf-8", "replace"))


LEZERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "noot": (Note.parse, NOOT.format()),
    "checkpoint": (checkpoint, TEKST.encode()),
    "ontvangstbewijs": (Receipt.parse, BONNETJE),
    "aanbod": (Aanbod.parse, AANBOD),
    "antwoord": (Antwoord.parse, Antwoord(Status.GOED, "— x AAAAAAAA\n").format()),
    "wissel": (wissel, WISSEL.encode()),
    "sleutel": (sleutel, REGIO.verifier.format().encode()),
}


@st.composite
def geknoeid(trek: st.DrawFn, goed: bytes) -> bytes:
    """The good one with something in it replaced, cut out or said again."""
    van = trek(st.integers(0, len(goed)))
    tot = trek(st.integers(van, min(len(goed), van + 40)))
    nieuw = trek(st.binary(max_size=20) | st.text(max_size=20).map(str.encode) | st.just(goed[van:tot] * 3))
    return goed[:van] + nieuw + goed[tot:]


@pytest.mark.parametrize("soort", LEZERS)
@given(trek=st.data())
def test_what_was_tampered_with_is_read_or_refused_and_nothing_else_happens(soort: str, trek: st.DataObject) -> None:
    lees, goed = LEZERS[soort]
    lees(goed)
    with contextlib.suppress(BadNote):
        lees(trek.draw(geknoeid(goed) | st.binary(max_size=300)))


def test_a_root_in_letters_that_base64_does_not_know_is_refused() -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(f"{ORIGIN}\n3\né{'A' * 42}=\n")


@given(trek=st.data())
def test_no_tampered_seal_opens_and_none_for_another_purpose(trek: st.DataObject) -> None:
    ring = AANMELDING.zegelring
    zegel = ring.verzegel("bevraging", b"d1", VANDAAG)
    assert ring.ontzegel("bevraging", zegel, VANDAAG) == b"d1"
    anders = trek.draw(geknoeid(zegel.encode()).map(lambda ruw: ruw.decode("utf-8", "replace")))
    with contextlib.suppress(NietVerzegeld):
        assert ring.ontzegel("bevraging", anders, VANDAAG) == b"d1"  # base64 has more than one way to write a thing
    with pytest.raises(NietVerzegeld):
        ring.ontzegel("iets-anders", zegel, VANDAAG)


@given(trek=st.data())
def test_no_tampered_session_is_one(trek: st.DataObject) -> None:
    echt = AANMELDING.verzegelde(proefgebruikers("gent")[0])
    kop, inhoud, _ = echt.split(".")
    deel = trek.draw(st.sampled_from([kop, inhoud]))
    anders = trek.draw(geknoeid(deel.encode())).replace(b";", b"").replace(b"\n", b"").replace(b"\r", b"")
    koekje = echt.replace(deel, anders.decode("latin-1"), 1)
    if koekje.strip() == echt:
        return
    kopregel = f"{AANMELDING.koekje}={koekje}".encode("latin-1")
    verzoek = Request({"type": "http", "headers": [(b"cookie", kopregel)], "method": "GET", "path": "/"})
    with pytest.raises(NietAangemeld):
        AANMELDING.sessie(verzoek)
