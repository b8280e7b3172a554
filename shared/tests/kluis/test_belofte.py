"""The promise of erasure: everything from before, everything after and the master key of after do not give the person.

The attacker here has whole copies, and tries every key that can be had on everything that can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import Engine, select

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.merken import Merken
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.tabellen import merken, personen, sleutels
from leerwinkel.kluis.vernieuwing import vernieuw, wis
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
WEG = Persoonsgegevens(naam="Zilverberg", voornaam="Quirine", rijksregisternummer="85073003328")
BLIJFT = Persoonsgegevens(naam="Achterhoek", voornaam="Wolfert", geboortedatum=date(1990, 3, 4))


@dataclass(frozen=True, slots=True)
class Kopie:
    """All that lies in the databases and in the key folder at one moment."""

    gewikkeld: list[bytes]
    gesloten: list[str]
    merken: set[int]
    meesters: list[bytes]


def _kopie(engine: Engine, map_: Path) -> Kopie:
    with engine.connect() as verbinding:
        return Kopie(
            [g for g in verbinding.scalars(select(sleutels.c.gewikkeld)) if g is not None],
            list(verbinding.scalars(select(personen.c.bron))),
            set(verbinding.scalars(select(merken.c.merk))),
            [p.read_bytes() for p in map_.iterdir() if p.stat().st_size == 32],
        )


def _gelezen(kopieen: Sequence[Kopie], log: Sequence[str], meesters: Sequence[bytes]) -> Iterator[bytes]:
    """What somebody reads who has all this."""
    sleutels_ = [
        sleutel
        for meester in meesters
        for kopie in kopieen
        for gewikkeld in kopie.gewikkeld
        if (sleutel := _geopend(meester, gewikkeld)) is not None
    ]
    for gesloten in [*log, *(g for kopie in kopieen for g in kopie.gesloten)]:
        for sleutel in [*sleutels_, *meesters]:
            try:
                yield jwe.decrypt_compact(gesloten, OctKey.import_key(sleutel)).plaintext or b""
            except JoseError:
                continue


def _geopend(meester: bytes, gewikkeld: bytes) -> bytes | None:
    try:
        return aes_key_unwrap(meester, gewikkeld)
    except InvalidUnwrap:
        return None


def _herkend(kopie: Kopie, meesters: Sequence[bytes], wie: Persoonsgegevens) -> int:
    """How many marks of a person somebody recognises who knows the person and has the master keys."""
    gevuld = (Merken(meester, "gent").persoon(wie) for meester in meesters)
    return sum(len(marks & kopie.merken) for marks in gevuld)


def test_with_everything_but_the_old_master_key_the_erased_person_cannot_be_read(
    kluis: Kluis, zoekindex: Zoekindex, versleuteling: Versleuteling, engine: Engine, map_: Path
) -> None:
    wie = {"weg": WEG, "blijft": BLIJFT}
    log = [versleuteling.sluit(client, gegevens) for client, gegevens in wie.items()]
    zoekindex.neem_alle_op(wie)
    ervoor = _kopie(engine, map_)

    wis(kluis, zoekindex, "weg", nu=NU)
    tussen = _kopie(engine, map_)
    vernieuw(kluis, zoekindex)
    erna = _kopie(engine, map_)

    gelezen = b"".join(_gelezen([ervoor, tussen, erna], log, erna.meesters))
    assert b"Achterhoek" in gelezen
    assert b"Zilverberg" not in gelezen
    assert _herkend(erna, erna.meesters, BLIJFT) > 10
    assert [_herkend(kopie, erna.meesters, WEG) for kopie in (ervoor, tussen, erna)] == [0, 0, 0]

    # The attack works with the old master key: so it is its destruction that protects.
    assert b"Zilverberg" in b"".join(_gelezen([ervoor], log, ervoor.meesters))
    assert _herkend(ervoor, ervoor.meesters, WEG) > 10


def test_an_erasure_between_two_halves_of_a_change_of_master_key_needs_a_newer_one(
    kluis: Kluis, zoekindex: Zoekindex, versleuteling: Versleuteling, engine: Engine, map_: Path
) -> None:
    log = [versleuteling.sluit("weg", WEG), versleuteling.sluit("blijft", BLIJFT)]
    zoekindex.neem_op("weg", WEG)
    with kluis.meesters.slot():
        kluis.herwikkel(kluis.meesters.maak())
    halfweg = _kopie(engine, map_)
    wis(kluis, zoekindex, "weg", nu=NU)
    assert kluis.vernieuwen_sinds() == NU

    vernieuw(kluis, zoekindex)
    erna = _kopie(engine, map_)
    assert kluis.vernieuwen_sinds() is None
    gelezen = b"".join(_gelezen([halfweg, erna], log, erna.meesters))
    assert b"Achterhoek" in gelezen
    assert b"Zilverberg" not in gelezen
    assert b"Zilverberg" in b"".join(_gelezen([halfweg], log, halfweg.meesters))


def test_a_copy_that_is_put_back_forgets_again_when_the_erasures_since_are_applied(
    kluis: Kluis, zoekindex: Zoekindex, versleuteling: Versleuteling, engine: Engine, map_: Path
) -> None:
    log = [versleuteling.sluit("weg", WEG), versleuteling.sluit("blijft", BLIJFT)]
    (bestand,) = map_.glob("*.sleutel")
    meester = bestand.read_bytes()
    with engine.connect() as verbinding:
        rijen = [dict(rij) for rij in verbinding.execute(select(sleutels)).mappings()]
    wis(kluis, zoekindex, "weg", nu=NU)
    vernieuw(kluis, zoekindex)

    # The kluis of before, with its master key beside the newer one.
    bestand.touch(mode=0o600)
    bestand.write_bytes(meester)
    with engine.begin() as verbinding:
        verbinding.execute(sleutels.delete())
        verbinding.execute(sleutels.insert(), rijen)
    assert versleuteling.open("weg", log[0]) == WEG

    wis(kluis, zoekindex, "weg", nu=NU)
    vernieuw(kluis, zoekindex)
    erna = _kopie(engine, map_)
    assert b"Zilverberg" not in b"".join(_gelezen([erna], log, erna.meesters))
    assert versleuteling.open("blijft", log[1]) == BLIJFT
