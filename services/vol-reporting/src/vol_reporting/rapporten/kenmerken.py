"""By which versions a report is counted, as digests: of each figure, of the code lists, of the registration."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from functools import cache
from importlib import metadata, resources

from leerwinkel.gebeurtenissen.contract import codelijsten
from leerwinkel.gebeurtenissen.rapporten import Cijferversie, RapportBevroren, Waarmerk
from vol_reporting.indicatoren import gedeeld
from vol_reporting.periode import Periode
from vol_reporting.rapporten.canoniek import als_bytes, schrijf, sha256
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.stof import telbaar
from vol_reporting.registratie.samenstelling import constanten, relaties
from vol_reporting.registratie.stand import Stand
from vol_reporting.vraag import VLAANDEREN

_PAKKET, _NOG_NIET = "leerwinkel-vol-reporting", "0" * 64
_MOMENTEN = ("stand_van", "bekend_op")


def bevroren(rapport: Rapport, stand: Stand, waarmerken: Mapping[str, Waarmerk]) -> RapportBevroren:
    """What is said of a report when it is frozen: all that it was made of, and the digests of what came out."""
    periode = Periode.lees(rapport.periode)
    velden = {
        "periode": rapport.periode,
        **({} if rapport.gebied == VLAANDEREN else {"regio": rapport.gebied}),
        "bestemming": rapport.bestemming,
        "opzet": rapport.opzet,
        "posities": {regio: positie for regio, positie in sorted(stand.items()) if regio != "vol"},
        "eigen": stand["vol"],
        "stand_van": rapport.stand_van,
        "definities": {code: versie.model_dump() for code, versie in cijferversies(periode).items()},
        "codelijsten": {lijst["lijst"]: lijst["sha256"] for lijst in codelijsten()},
        "registratie_sha256": registratie_sha256(),
        **({"checkpoints": {log: w.model_dump() for log, w in waarmerken.items()}} if waarmerken else {}),
        "programma": metadata.version(_PAKKET),
        "inhoud_sha256": sha256(schrijf(rapport)),
        "manifest_sha256": _NOG_NIET,
    }
    gezegd = RapportBevroren.model_validate_json(json.dumps(velden))
    return gezegd.model_copy(update={"manifest_sha256": sha256(manifest(gezegd))})


def manifest(gezegd: RapportBevroren) -> bytes:
    """The manifest of a frozen report: everything that the event says but its own digest, written canonically.

    A moment is in UTC, however the event was read.
    """
    velden = gezegd.model_dump(exclude_none=True, exclude={"manifest_sha256"})
    momenten = {naam: waarde.astimezone(UTC).isoformat() for naam, waarde in velden.items() if naam in _MOMENTEN}
    return als_bytes(velden | momenten)


def cijferversies(periode: Periode) -> dict[str, Cijferversie]:
    """Code → the version by which that period is counted, with the digest of its description and its SQL."""
    return {
        d.code: Cijferversie(versie=(versie := d.versie_van(periode)), sha256=_van_bestanden(d.code, versie))
        for d in telbaar()
    }


@cache
def _van_bestanden(code: str, versie: int) -> str:
    map_ = resources.files("vol_reporting") / "indicatoren" / code
    return _sha256((map_ / naam).read_bytes() for naam in ("indicator.toml", f"v{versie}.sql"))


@cache
def registratie_sha256() -> str:
    """The digest of all SQL that figures read: the uniform registration, and what several figures share."""
    teksten = [*sorted(relaties().items()), *sorted(constanten().items()), *sorted(gedeeld().items())]
    return _sha256(f"{naam}\n{tekst}\n".encode() for naam, tekst in teksten)


def _sha256(delen: Iterable[bytes]) -> str:
    samen = hashlib.sha256()
    for deel in delen:
        samen.update(hashlib.sha256(deel).digest())
    return samen.hexdigest()
