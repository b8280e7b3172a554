"""Reading a form: each field by its kind; what is wrong is gathered, and said per field (Dutch)."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime

from starlette.datastructures import FormData

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.identiteit.sessie import FormulierVerlopen
from leerwinkel.runtime.getallen import geheel
from leerwinkel.runtime.web.opmaak import BRUSSEL

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Onvolledig(Exception):
    """The form cannot be carried out as it is. `fouten`: per field what to do (Dutch)."""

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(", ".join(fouten))
        self.fouten = fouten


class Invulling:
    """What somebody filled in. After reading all fields, `klaar` raises Onvolledig if anything was wrong."""

    def __init__(self, velden: FormData) -> None:
        self._velden, self._fouten = velden, dict[str, str]()

    def opdracht(self) -> uuid.UUID:
        """The number of this intention: the same when the form is sent again. Raises FormulierVerlopen."""
        try:
            return uuid.UUID(self.tekst("opdracht"))
        except ValueError:
            raise FormulierVerlopen("Dit formulier is niet volledig. Laad de pagina opnieuw.") from None

    def fout(self, veld: str, zin: str) -> None:
        """Something is wrong with that field."""
        self._fouten.setdefault(veld, zin)

    def klaar(self) -> None:
        """Raises Onvolledig."""
        if self._fouten:
            raise Onvolledig(self._fouten)

    def tekst(self, veld: str, hoogstens: int = 200) -> str:
        """What was typed, without the space around it; empty without anything."""
        getypt = str(self._velden.get(veld, "")).replace("\0", "").strip().replace("\r\n", "\n")
        if len(getypt) > hoogstens:
            self.fout(veld, f"Dit is te lang: hoogstens {hoogstens} tekens.")
        return getypt[:hoogstens]

    def code(self, veld: str, lijst: str, leeg: str) -> str:
        """A code of the list. `leeg` says what to do when nothing was chosen."""
        gekozen = self.code_of_geen(veld, lijst)
        if gekozen is None:
            self.fout(veld, leeg)
        return gekozen or ""

    def code_of_geen(self, veld: str, lijst: str) -> str | None:
        """A code of the list, or nothing."""
        gekozen = self.tekst(veld)
        if gekozen and gekozen not in codelijst(lijst):
            self.fout(veld, "Kies iets uit de lijst.")
        return gekozen or None

    def codes(self, veld: str, lijst: str) -> tuple[str, ...]:
        """Several codes of the list, each once, in its order."""
        gekozen = {str(code) for code in self._velden.getlist(veld)}
        if gekozen - set(codelijst(lijst)):
            self.fout(veld, "Kies iets uit de lijst.")
        return tuple(code for code in codelijst(lijst) if code in gekozen)

    def getal(self, veld: str, van: int, tot: int) -> int:
        """A whole number from `van` up to and including `tot`."""
        getypt = self.tekst(veld)
        if (aantal := geheel(getypt)) is None or not van <= aantal <= tot:
            self.fout(veld, f"Vul een getal in van {van} tot {tot}.")
            return van
        return int(getypt)

    def id_of_geen(self, veld: str) -> str | None:
        """The id of something that was chosen, or nothing."""
        gekozen = self.tekst(veld)
        if gekozen and not _ID.fullmatch(gekozen):
            self.fout(veld, "Kies iets uit de lijst.")
        return gekozen or None

    def ja(self, veld: str) -> bool:
        """Whether a box was ticked."""
        return self.tekst(veld) == "ja"

    def moment(self, dag: str, uur: str) -> datetime | None:
        """The moment in Brussels that a day and a time of day say."""
        try:
            return datetime.fromisoformat(f"{self.tekst(dag)}T{self.tekst(uur)}").replace(tzinfo=BRUSSEL)
        except ValueError:
            self.fout(dag, "Vul een dag en een uur in.")
            return None


def maak_id(opdracht: uuid.UUID, medewerker: str, soort: str) -> str:
    """The id of what this intention of this person makes: the same when it is sent again."""
    return str(uuid.uuid5(opdracht, f"{medewerker}:{soort}"))
