"""Stopping on request: SIGTERM and SIGINT end a command quietly, after it has cleaned up."""

import contextlib
import signal
from collections.abc import Generator
from types import FrameType


@contextlib.contextmanager
def tot_signaal() -> Generator[None]:
    """Run the block until it ends or the process is asked to stop; being asked is no error."""

    def onderbreek(_nummer: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, onderbreek)
    with contextlib.suppress(KeyboardInterrupt):
        yield
