"""Finding an existing cliënt by name, birth date or national number, in tables that hold none of these."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, select, update

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.meester import MeesterOntbreekt
from leerwinkel.kluis.merken import Merken
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import Eigenaar, SleutelVernietigd
from leerwinkel.kluis.tabellen import invoegen, leeg_het_schrijflog, merken, personen, wis_echt, zoektabellen
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekvraag import Spoor, Treffer, Zoekvraag, weging

_PER_KEER = 250
_p, _m = personen.c, merken.c


class Zoekindex:
    """The search of one region. Blocking: call it from a thread. Its database may be another than the kluis's.

    The keys of the marks come from the master key of the kluis, so that an old copy is worth nothing under a new one.
    """

    def __init__(self, engine: Engine, kluis: Kluis) -> None:
        self._engine, self._kluis, self._versleuteling = engine, kluis, Versleuteling(kluis)
        with kluis.meesters.slot():
            zoektabellen.create_all(engine)

    def neem_op(self, client: str, gegevens: Persoonsgegevens) -> None:
        """Let the client be found by these data, and no longer by older ones. Raises SleutelVernietigd."""
        if self.neem_alle_op({client: gegevens}):
            raise SleutelVernietigd

    def neem_alle_op(self, gegevens: Mapping[str, Persoonsgegevens]) -> set[str]:
        """The same for many at once; those who were erased are passed over and given back."""
        zoekbaar = {client: _zoekbaar(wie) for client, wie in sorted(gegevens.items())}
        weg = self._gewist(zoekbaar)
        while blijvend := {client: wie for client, wie in zoekbaar.items() if client not in weg}:
            meester = self._kluis.meester()
            try:
                self._bewaar(blijvend, meester)
            except MeesterOntbreekt:
                if self._kluis.meester() == meester:
                    raise
                continue
            except SleutelVernietigd:
                pass
            # An erasure, or a move to a new master key, that came before our rows did not see them.
            if erbij := self._gewist(blijvend):
                for client in sorted(erbij):
                    self.vergeet(client)
                weg |= erbij
            elif self._kluis.meester() == meester:
                break
        return weg

    def _gewist(self, clients: Iterable[str]) -> set[str]:
        return {e.id for e in self._kluis.vernietigd(Eigenaar("client", client) for client in clients)}

    def _bewaar(self, gegevens: Mapping[str, Persoonsgegevens], meester: str) -> None:
        bronnen = self._versleuteling.sluit_alle(gegevens.items())
        maker = self._maker(meester)
        vast = {"regio": self._kluis.regio, "meester": meester}
        rijen = [vast | {"client": client, "bron": bron} for client, bron in bronnen.items()]
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            self._vast(verbinding, list(bronnen))
            zet = invoegen(verbinding, personen)
            nieuw = {"meester": zet.excluded.meester, "bron": zet.excluded.bron}
            zet = zet.on_conflict_do_update(index_elements=[_p.regio, _p.client], set_=nieuw)
            nrs = {rij.client: rij.nr for rij in verbinding.execute(zet.returning(_p.nr, _p.client), rijen)}
            _zet_merken(verbinding, {nr: maker.persoon(gegevens[client]) for client, nr in nrs.items()})

    def _vast(self, verbinding: Connection, clients: Sequence[str]) -> None:
        """Lock the rows that are there in the order in which `hersleutel` does, so that nobody waits in a circle."""
        deze = select(_p.nr).where(_p.regio == self._kluis.regio, _p.client.in_(clients))
        verbinding.execute(deze.order_by(_p.nr).with_for_update()).all()

    def vergeet(self, client: str) -> None:
        """Remove all that leads to this client. Again is harmless."""
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            weg = delete(personen).where(_p.regio == self._kluis.regio, _p.client == client).returning(_p.nr)
            _zet_merken(verbinding, {nr: set() for nr in verbinding.scalars(weg)})
        leeg_het_schrijflog(self._engine)

    def zoek(self, vraag: Zoekvraag, hoogstens: int = 10) -> list[Treffer]:
        """Who may be meant, best first."""
        while True:
            meesters = self._kluis.meesters.namen()
            try:
                gevonden = self._gevonden(self._sporen(vraag, meesters), hoogstens)
            except MeesterOntbreekt:
                if self._kluis.meesters.namen() == meesters:
                    raise
                continue
            if self._kluis.meesters.namen() == meesters:
                return gevonden

    def _sporen(self, vraag: Zoekvraag, meesters: Sequence[str]) -> dict[int, list[Spoor]]:
        """What each mark would be worth. While marks move to a new master key there are two of each."""
        sporen: dict[int, list[Spoor]] = {}
        for meester in meesters:
            for merk, spoor in vraag.sporen(self._maker(meester)):
                sporen.setdefault(merk, []).append(spoor)
        return sporen

    def _gevonden(self, sporen: Mapping[int, list[Spoor]], hoogstens: int) -> list[Treffer]:
        per_nr: dict[int, list[Spoor]] = {}
        with self._engine.connect() as verbinding:
            for merk, nr in verbinding.execute(select(_m.merk, _m.nr).where(_m.merk.in_(list(sporen)))):
                per_nr.setdefault(nr, []).extend(sporen[merk])
            gewogen = ((nr, *weging(van)) for nr, van in per_nr.items())
            voorop = sorted(gewogen, key=lambda w: (-w[1], w[0]))[:hoogstens]
            wie = select(_p.nr, _p.client).where(_p.regio == self._kluis.regio, _p.nr.in_([nr for nr, *_ in voorop]))
            clients = {rij.nr: rij.client for rij in verbinding.execute(wie)}
        return [Treffer(clients[nr], punten, wat) for nr, punten, wat in voorop if nr in clients]

    def _maker(self, meester: str) -> Merken:
        return Merken(self._kluis.meesters.lees(meester), self._kluis.regio)

    def hersleutel(self, nieuw: str) -> int:
        """Make all marks anew under this master key, some persons at a time; how many.

        Interrupted, it goes on where it was; until then one searches under both keys. Who cannot be read any more
        is removed. Call it while holding the slot, after the kluis took the new master key.
        """
        maker, aantal = self._maker(nieuw), 0
        while gedaan := self._hersleutel_deel(nieuw, maker):
            aantal += gedaan
        leeg_het_schrijflog(self._engine)
        return aantal

    def _hersleutel_deel(self, nieuw: str, maker: Merken) -> int:
        oud = select(_p.nr).where(_p.regio == self._kluis.regio, _p.meester != nieuw).order_by(_p.nr).limit(_PER_KEER)
        oud = oud.with_for_update()
        neem = update(personen).where(_p.nr.in_(oud.scalar_subquery())).values(meester=nieuw)
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            rijen = verbinding.execute(neem.returning(_p.nr, _p.client, _p.bron)).all()
            gelezen = self._versleuteling.open_alle([(client, bron) for _, client, bron in rijen])
            paren = list(zip((nr for nr, _, _ in rijen), gelezen, strict=True))
            leesbaar = {nr: maker.persoon(wie) for nr, wie in paren if isinstance(wie, Persoonsgegevens)}
            weg = [nr for nr, _ in paren if nr not in leesbaar]
            verbinding.execute(delete(personen).where(_p.nr.in_(weg)))
            _zet_merken(verbinding, leesbaar | {nr: set() for nr in weg})
        return len(rijen)


def _zoekbaar(gegevens: Persoonsgegevens) -> Persoonsgegevens:
    """Only what one searches by."""
    return gegevens.model_copy(update={"telefoon": None, "email": None, "adres": None, "notitie": None})


def _zet_merken(verbinding: Connection, nieuw: Mapping[int, set[int]]) -> None:
    """The marks of these persons are these, and no others."""
    verbinding.execute(delete(merken).where(_m.nr.in_(list(nieuw))))
    if rijen := [{"merk": merk, "nr": nr} for nr, van in nieuw.items() for merk in van]:
        verbinding.execute(merken.insert(), rijen)
