"""What the cliënt consents to, purpose by purpose, as the events of a dossier say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import ToestemmingGegeven, ToestemmingIngetrokken

_Moment = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Toestemmingen:
    """Per purpose (code list toestemmingsdoel) when consent was last given, and last withdrawn.

    Consent for one purpose says nothing about another. Of a consent and a withdrawal at one moment, recorded at one
    moment, the withdrawal counts, whatever their ids: in doubt nothing leaves the house (design: privacy and access).
    """

    gegeven: Mapping[str, _Moment] = field(default_factory=dict[str, _Moment])
    ingetrokken: Mapping[str, _Moment] = field(default_factory=dict[str, _Moment])

    def voor(self, doel: str) -> bool:
        """Whether there is consent for exactly that purpose, now."""
        if doel not in self.gegeven:
            return False
        return doel not in self.ingetrokken or self.gegeven[doel] > self.ingetrokken[doel]

    def na(self, event: AnyGebeurtenis) -> "Toestemmingen":
        """After that event; events about anything else change nothing."""
        moment = (event.time, event.recordedtime)
        match event.data:
            case ToestemmingIngetrokken(doel=doel):  # first: it is a kind of ToestemmingGegeven
                return replace(self, ingetrokken={**self.ingetrokken, doel: _laatste(self.ingetrokken, doel, moment)})
            case ToestemmingGegeven(doel=doel):
                return replace(self, gegeven={**self.gegeven, doel: _laatste(self.gegeven, doel, moment)})
            case _:
                return self


def _laatste(momenten: Mapping[str, _Moment], doel: str, moment: _Moment) -> _Moment:
    return max(momenten.get(doel, moment), moment)
