"""What every page of partners needs: who asks, a read model that is far enough, a form that keeps what it holds."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from leerwinkel.dienst import Kader, Sessie, Vereist, Wat, formulier
from leerwinkel.dienst.bladzijde import Bladzijde, blader
from leerwinkel.dienst.lijst import Lijst, Vraag
from leerwinkel.eventsourcing import Conflict, Refusal, Unavailable
from leerwinkel.runtime.taken import in_draad
from partners.handelingen import Onvolledig
from partners.web.teksten import FILTERS, FUNCTIES

_NIET_GOED, _GEWEIGERD, _WEG = 422, 409, 503
_IEMAND_EERST = "Iemand anders werkte op hetzelfde moment hieraan. Kijk wat er veranderde, en verzend opnieuw."
_LOG_WEG = "Het log van je regio antwoordt niet. Wat je invulde, staat er nog: verzend het zo dadelijk opnieuw."


Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
NETWERK = Vereist(Wat.NETWERK)
Wie = Annotated[Sessie, Depends(NETWERK)]
Houder = Annotated[Sessie, Depends(Vereist(Wat.DOSSIER))]
"""Who may know who the cliënt is."""
Ingevuld = Annotated[FormData, Depends(formulier)]


async def bij(verzoek: Request, na: int = 0) -> None:
    """For a page: wait a moment until it can show what its user just did."""
    kader: Kader = verzoek.app.state.kader
    await kader.leesmodel.reached(na)


@dataclass(frozen=True, slots=True)
class Formulier:
    """What the fields of a form hold, per field what is wrong, and why the whole was refused."""

    velden: FormData = field(default_factory=FormData)
    vooraf: Mapping[str, Any] = field(default_factory=dict[str, Any])
    fouten: Mapping[str, str] = field(default_factory=dict[str, str])
    geweigerd: str | None = None

    def waarde(self, veld: str) -> str:
        """As it was filled in, or else as it is given beforehand."""
        return str(self.velden.get(veld, "") if self.velden else self.vooraf.get(veld) or "")

    def heeft(self, veld: str, waarde: str) -> bool:
        """Whether that one of several values was chosen."""
        return waarde in self.velden.getlist(veld)

    @property
    def opdracht(self) -> str:
        """The number of the intention, kept while the form is mended; empty in a fresh form."""
        return str(self.velden.get("opdracht", ""))


class Blad:
    """Makes the pages of one region."""

    def __init__(self, kader: Kader, omgeving: Environment) -> None:
        self.kader, self._omgeving = kader, omgeving
        omgeving.filters.update(FILTERS)
        omgeving.globals.update(FUNCTIES)  # pyright: ignore[reportArgumentType, reportCallIssue] - any name

    def toon(self, sjabloon: str, sessie: Sessie, *, status: int = 200, **inhoud: Any) -> HTMLResponse:
        """A page."""
        return HTMLResponse(self._omgeving.get_template(sjabloon).render(sessie=sessie, **inhoud), status)

    def rijen(self, vraag: Vraag) -> Sequence[Mapping[str, Any]]:
        """What the read model answers. Blocking."""
        with self.kader.leesmodel.store.reader() as verbinding:
            return [dict(rij) for rij in verbinding.execute(vraag).mappings()]

    def blader(self, lijst: Lijst, verzoek: Request) -> Bladzijde:
        """The page of a list that was asked for. Blocking."""
        with self.kader.leesmodel.store.reader() as verbinding:
            return blader(verbinding, lijst, verzoek.query_params)

    def rij(self, vraag: Vraag) -> Mapping[str, Any]:
        """The only row; a page that is not there without one."""
        gevonden = self.rijen(vraag)
        if not gevonden:
            raise HTTPException(404)
        return gevonden[0]

    async def verwerk(
        self, velden: FormData, doe: Callable[[], Awaitable[str]], opnieuw: Callable[[Formulier, int], Response]
    ) -> Response:
        """Do it, and go to where `doe` says; or show the form again, with what is wrong."""
        try:
            return RedirectResponse(await doe(), 303)
        except Onvolledig as fout:
            formulier, status = Formulier(velden, fouten=fout.fouten), _NIET_GOED
        except Refusal as nee:
            zin = self.kader.zinnen.get(nee.code, nee.code)
            formulier, status = Formulier(velden, geweigerd=zin), _GEWEIGERD
        except Conflict:
            formulier, status = Formulier(velden, geweigerd=_IEMAND_EERST), _GEWEIGERD
        except Unavailable:
            formulier, status = Formulier(velden, geweigerd=_LOG_WEG), _WEG
        return await in_draad(opnieuw, formulier, status)
