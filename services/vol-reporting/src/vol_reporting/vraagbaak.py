"""Answers for the command line: from the running service, or from its file when no service has it open."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
import httpx

from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.archief.schrijven import archiveer
from vol_reporting.bestand import Adres, Bestand
from vol_reporting.cijfers import bereken
from vol_reporting.opslag import open_opslag
from vol_reporting.rapporten.bronnen import stand_voor
from vol_reporting.vraagstelling import stel_vraag

if TYPE_CHECKING:
    from vol_reporting.rapporten.rapportage import Rapportage

_GEDULD_S = 60.0
_HERBOUW_S = 3600.0


class GeenAntwoord(Zegbaar):
    """Nobody can answer; the message says why and what to do (Dutch)."""


class Geweigerd(Zegbaar):
    """The service does not do it; the message says why (Dutch)."""


class Bezet(Zegbaar):
    """Another process has the storage; the message is for the user (Dutch)."""


class Vraagbaak(Protocol):
    """Who answers."""

    def cijfers(self, vraag: Mapping[str, str], codes: Sequence[str]) -> list[dict[str, Any]]:
        """The figures as plain values, `vraag` as a person wrote it. Raises ValueError (Dutch)."""
        ...

    def stand(self, periode: str = "") -> str:
        """The moment (ISO 8601) of the stand by which the period was closed, if it was, or else of the last one.

        Raises ValueError (Dutch) where there is none.
        """
        ...

    def status(self) -> dict[str, Any]:
        """How far the intake is. Raises GeenAntwoord where only a service can tell."""
        ...

    def archiveer(self, uit: Path) -> dict[str, Any]:
        """Make an archive in a new folder (the whole path); gives its contents. Raises Zegbaar where it is refused."""
        ...

    def rapport(self, periode: str, gebied: str, vorm: str) -> bytes:
        """The file of a report. Raises ValueError (Dutch), Zegbaar."""
        ...


class Dienstantwoord:
    """The running service, over HTTP."""

    def __init__(self, adres: Adres) -> None:
        self._url, self._kop = adres.url, {"Authorization": f"Bearer {adres.sleutel}"}

    def cijfers(self, vraag: Mapping[str, str], codes: Sequence[str]) -> list[dict[str, Any]]:
        """See Vraagbaak."""
        vragen = {**vraag, "code": list(codes)}
        return self._json(self._vraag("cijfers", vragen))

    def stand(self, periode: str = "") -> str:
        """See Vraagbaak."""
        vraag = {"periode": periode} if periode else {}
        return self._json(self._vraag("stand", vraag))["moment"]

    def status(self) -> dict[str, Any]:
        """See Vraagbaak."""
        return self._json(self._vraag("status"))

    def archiveer(self, uit: Path) -> dict[str, Any]:
        """See Vraagbaak."""
        return self._json(self._geef("archief", {"map": str(uit)}, _HERBOUW_S))

    def rapport(self, periode: str, gebied: str, vorm: str) -> bytes:
        """See Vraagbaak."""
        antwoord = self._vraag(f"rapporten/{periode}/{gebied}/{vorm}", geduld_s=_HERBOUW_S)
        return antwoord.content if antwoord.is_success else self._json(antwoord)

    def beslis(self, opdracht: Mapping[str, Any]) -> str:
        """Have it decided on what was received; gives what was done (Dutch). Raises Zegbaar, ValueError (Dutch)."""
        return str(self._json(self._geef("besluiten", dict(opdracht), _GEDULD_S))["gedaan"])

    def quarantaine(self, regio: str) -> list[dict[str, Any]]:
        """What stands in quarantine, as plain values; of one region, or of all."""
        return self._json(self._vraag("quarantaine", {"regio": regio} if regio else {}))

    def herbouw(self, archief: Path | None) -> int:
        """Build the storage anew, or first from an archive; the number of events read from the log."""
        plaats = {"map": str(archief)} if archief else None
        return int(self._json(self._geef("herbouw", plaats, _HERBOUW_S))["gelezen"])

    def _vraag(self, wat: str, vraag: Mapping[str, Any] | None = None, geduld_s: float = _GEDULD_S) -> httpx.Response:
        return httpx.get(f"{self._url}/api/{wat}", params=vraag, headers=self._kop, timeout=geduld_s)

    def _geef(self, wat: str, inhoud: Any, geduld_s: float) -> httpx.Response:
        return httpx.post(f"{self._url}/api/{wat}", json=inhoud, headers=self._kop, timeout=geduld_s)

    def _json(self, antwoord: httpx.Response) -> Any:
        if antwoord.status_code == HTTPStatus.UNAUTHORIZED:
            raise GeenAntwoord("De VOL-dienst is aan het starten. Probeer het zo dadelijk opnieuw.")
        if antwoord.status_code == HTTPStatus.CONFLICT:
            raise Geweigerd(antwoord.json()["detail"])
        if antwoord.is_client_error:
            raise ValueError(antwoord.json().get("detail", "De vraag klopt niet."))
        if antwoord.is_server_error:
            raise GeenAntwoord("De VOL-dienst kan nu niet antwoorden. Kijk in haar logboek.")
        return antwoord.json()


class Bestandantwoord:
    """The file itself, read only."""

    def __init__(self, con: duckdb.DuckDBPyConnection, bestand: Bestand) -> None:
        self._con, self._bestand = con, bestand

    def cijfers(self, vraag: Mapping[str, str], codes: Sequence[str]) -> list[dict[str, Any]]:
        """See Vraagbaak."""
        return [asdict(cijfer) for cijfer in bereken(self._con, stel_vraag(self._con, **vraag, codes=codes))]

    def stand(self, periode: str = "") -> str:
        """See Vraagbaak."""
        return stand_voor(self._con, periode).isoformat()

    def status(self) -> dict[str, Any]:
        """See Vraagbaak."""
        raise GeenAntwoord("De VOL-dienst draait niet. Start het platform met `make run`.")

    def archiveer(self, uit: Path) -> dict[str, Any]:
        """See Vraagbaak."""
        return archiveer(self._con, uit).model_dump(mode="json")

    def rapport(self, periode: str, gebied: str, vorm: str) -> bytes:
        """See Vraagbaak."""
        from vol_reporting.rapporten.vormen import VORMEN  # noqa: PLC0415 - the other commands start faster

        return VORMEN[vorm].maak(self._rapportage.geef(self._con, periode, gebied).rapport)

    @cached_property
    def _rapportage(self) -> "Rapportage":
        """One, so that a report is counted once for all its forms."""
        from vol_reporting.rapporten.rapportage import Rapportage  # noqa: PLC0415 - as above

        return Rapportage(self._bestand)


def vind_vraagbaak(bestand: Bestand) -> Vraagbaak:
    """The service if it answers, else the file. Raises GeenAntwoord where there is neither."""
    if (dienst := vind_dienst(bestand)) is not None:
        return dienst
    if not bestand.opslag.exists():
        raise GeenAntwoord(f"Er zijn nog geen gegevens in {bestand.map}. Start het platform met `make run`.")
    try:
        return Bestandantwoord(open_opslag(bestand.opslag, read_only=True), bestand)
    except duckdb.Error as kapot:
        raise GeenAntwoord(f"{bestand.opslag} is niet te lezen. Maak het opnieuw met `vol herbouw`.") from kapot


def vind_dienst(bestand: Bestand) -> Dienstantwoord | None:
    """The running service, None where there is none. Raises GeenAntwoord where one has the file but does not answer."""
    adres = bestand.adres()
    if adres and _leeft(adres.url):
        return Dienstantwoord(adres)
    if bestand.opslag.exists() and _bezet(bestand.opslag):
        raise GeenAntwoord("De VOL-dienst is aan het starten. Probeer het zo dadelijk opnieuw.")
    return None


def _bezet(opslag: Path) -> bool:
    """Whether another process has the file. A file that cannot be read is not taken."""
    try:
        open_opslag(opslag, read_only=True).close()
    except duckdb.IOException as fout:
        return "lock" in str(fout)
    except duckdb.Error:
        return False
    return False


def _leeft(url: str) -> bool:
    try:
        return httpx.get(f"{url}/gezond", timeout=5).is_success
    except httpx.HTTPError:
        return False
