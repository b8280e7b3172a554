"""Answers that were computed before: given again as long as nothing can have changed them."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Antwoorden(Generic[_T]):
    """The last so many answers by question. Who asks what somebody is computing waits for that.

    The question has to name all that its answer depends on. A question that failed is asked anew.
    """

    def __init__(self, hoogstens: int) -> None:
        self._hoogstens = hoogstens
        self._per_vraag: OrderedDict[Hashable, Future[_T]] = OrderedDict()
        self._een_tegelijk = threading.Lock()

    def geef(self, vraag: Hashable, bereken: Callable[[], _T]) -> _T:
        """The answer. Raises what `bereken` raises."""
        with self._een_tegelijk:
            antwoord = self._per_vraag.get(vraag)
            if eerste := antwoord is None:
                antwoord = self._per_vraag[vraag] = Future()
            self._per_vraag.move_to_end(vraag)
            while len(self._per_vraag) > self._hoogstens:
                self._per_vraag.popitem(last=False)
        if eerste:
            self._zoek_uit(vraag, antwoord, bereken)
        return antwoord.result()

    def _zoek_uit(self, vraag: Hashable, antwoord: Future[_T], bereken: Callable[[], _T]) -> None:
        try:
            antwoord.set_result(bereken())
        except BaseException as fout:  # noqa: BLE001 - whoever waits gets it too
            with self._een_tegelijk:
                self._per_vraag.pop(vraag, None)
            antwoord.set_exception(fout)
