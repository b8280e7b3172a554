"""The command `audit`: exits 0 where it holds, 1 where it does not, 2 for a question that is not right."""

import typer

from leerwinkel.runtime.logboek import stel_logboek_in
from vol_reporting.controle.archief import archief
from vol_reporting.controle.bewijs import bewijs
from vol_reporting.controle.cijfer import cijfer
from vol_reporting.controle.controleer import controleer
from vol_reporting.controle.rapportopdrachten import reproduceer, verschil
from vol_reporting.controle.speelaf import speel_af
from vol_reporting.controle.verifieer import verifieer
from vol_reporting.inname.lezing import ruim_minder_op

app = typer.Typer(
    help="Nagaan en bewijzen: de geschiedenis, de cijfers en de rapporten.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _() -> None:
    """Nagaan en bewijzen: de geschiedenis, de cijfers en de rapporten."""


app.command()(verifieer)
app.command("speel-af")(speel_af)
app.command()(cijfer)
app.command()(verschil)
app.command()(reproduceer)
app.command()(archief)
app.command()(bewijs)
app.command()(controleer)


def draai() -> None:
    """The console script. What the intake notes is no answer: only errors are said, on standard error."""
    stel_logboek_in("ERROR")
    ruim_minder_op()
    app()
