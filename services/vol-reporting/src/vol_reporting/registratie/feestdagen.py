"""The public holidays of Belgium, as a relation: no working days."""

from functools import cache

JAREN = range(1900, 2100)
"""Every year of which a moment can be recorded."""


@cache
def feestdagen() -> str:
    """The relation `feestdag` (dag) as SELECT, made once by whoever first counts working days."""
    from holidays.countries.belgium import Belgium  # noqa: PLC0415 - a second to import, and most figures do without

    dagen = " ".join(dag.isoformat() for dag in sorted(Belgium(years=JAREN)))
    return f"SELECT unnest(string_split('{dagen}', ' '))::DATE AS dag"  # one text: a list costs seconds
