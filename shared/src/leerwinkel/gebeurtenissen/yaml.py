"""Plain data as YAML text: block style, every scalar as in JSON, so that each value has one way to be written."""

import json
from collections.abc import Iterator
from typing import Any, cast


def als_yaml(waarde: dict[str, Any]) -> str:
    """The YAML 1.2 text of a JSON object. Keys must be plain words: letters, digits and `. - _ $`."""
    return "\n".join(_regels(waarde)) + "\n"


def _regels(waarde: object) -> Iterator[str]:
    match waarde:
        case dict() if waarde:
            for sleutel, inhoud in cast("dict[str, object]", waarde).items():
                yield from _onder(f"{sleutel}:", inhoud)
        case list() if waarde:
            for deel in cast("list[object]", waarde):
                eerste, *rest = _regels(deel)
                yield f"- {eerste}"
                yield from (f"  {regel}" for regel in rest)
        case _:
            yield json.dumps(waarde, ensure_ascii=False)


def _onder(kop: str, inhoud: object) -> Iterator[str]:
    if isinstance(inhoud, dict | list) and inhoud:
        yield kop
        yield from (f"  {regel}" for regel in _regels(cast("object", inhoud)))
    else:
        yield f"{kop} {json.dumps(inhoud, ensure_ascii=False)}"
