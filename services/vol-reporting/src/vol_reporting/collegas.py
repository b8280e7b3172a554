"""Who works at the VOL, by name, for its pages: those who signed in. A log holds their codes, never a name."""

import contextlib
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import structlog

from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.runtime.schrijven import schrijf
from vol_reporting.bevoegdheid import Rol
from vol_reporting.gebruiker import erken

log = structlog.get_logger()

_WERK: Final = {Rol.ANALIST: "analist", Rol.BEHEERDER: "beheerder", Rol.AUDITOR: "auditor"}


class _Collega(NamedTuple):
    naam: str
    werk: str

    @property
    def heet(self) -> str:
        """How a page calls them."""
        return f"{self.naam}, {self.werk}"


class Collegas:
    """In a file of the service. `proef`: those for trying out, who are there from the beginning."""

    def __init__(self, pad: Path, proef: Mapping[str, str] | None = None) -> None:
        self._pad, self._slot, self._proef = pad, threading.Lock(), dict(proef or {})
        self._gezien: dict[str, _Collega] = {}
        with contextlib.suppress(FileNotFoundError):
            gelezen: dict[str, dict[str, str]] = json.loads(pad.read_text())
            self._gezien = {code: _Collega(**een) for code, een in gelezen.items()}

    @property
    def namen(self) -> dict[str, str]:
        """Code → how a page calls them."""
        return self._proef | {code: een.heet for code, een in self._gezien.items()}

    @property
    def eigenaars(self) -> dict[str, str]:
        """Those who can have something to see to: who only looks has not."""
        kijkt = {code for code, een in self._gezien.items() if een.werk == _WERK[Rol.AUDITOR]}
        return {code: naam for code, naam in self.namen.items() if code not in kijkt}

    def naam(self, code: str | None) -> str:
        """How a page calls them; the code itself where they never signed in."""
        return self.namen.get(code or "", code or "nog niemand")

    def onthoud(self, wie: Identiteit) -> None:
        """They signed in. Nobody waits for a disk that does not take it."""
        hier = erken(wie)
        werk = [naam for rol, naam in _WERK.items() if hier and rol in hier.rollen]
        zij = _Collega(wie.naam, " en ".join(werk))
        with self._slot:
            if werk and self.namen.get(wie.medewerker) != zij.heet:
                self._gezien = {**self._gezien, wie.medewerker: zij}
                alle = {code: een._asdict() for code, een in self._gezien.items()}
                try:
                    schrijf(self._pad, json.dumps(alle, ensure_ascii=False).encode(), 0o600)
                except OSError as fout:
                    log.warning("collega_niet_onthouden", fout=type(fout).__name__)
