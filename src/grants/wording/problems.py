"""What is wrong with a field, in words that begin with the field's label."""

from __future__ import annotations

from typing import Final

from grants.kernel.refusals import Problem
from grants.wording.catalogues import translations
from grants.wording.labels import field_label
from grants.wording.speech import Speech

PROBLEMS: Final = {
    "field.required": "fill this in",
    "field.not_confirmed": "tick the box if you want to do it; nothing was done yet",
    "field.object": "a group of fields is expected here",
    "field.unknown": "there is no such field; allowed: {allowed:list}",
    "field.list": "a list is expected here",
    "field.too_many": "at most {max:rows}",
    "field.too_few": "at least {min:rows}",
    "field.control_characters": "it has invisible characters that are not allowed",
    "field.choice": "choose one of: {allowed:list.choice}",
    "field.too_long": "at most {max:characters}",
    "field.too_small": "at least {min}",
    "field.too_small.money": "at least {min:money}",
    "field.too_big": "at most {max}",
    "field.too_big.money": "at most {max:money}",
    "field.value": "the value is not allowed",
    "field.id": "choose from the list",
    "field.day": "give a day between 1990 and 2099, for example 22.04.2013",
    "field.money": "give an amount in złoty and grosze, for example 1000.00",
    "field.version": "open the page again: its version is missing",
    "field.number": "give a whole number from 1 up",
    "field.count": "give a whole number",
    "field.days": "give a whole number of days",
    "field.minutes": "give a whole number of minutes",
    "field.line": "write up to 200 characters in one line",
    "field.text": "write up to 4,000 characters",
    "field.label": "use up to 20 characters: letters without accents, digits, dots and hyphens",
    "field.code": "choose from the list",
    "field.reference": "use up to 40 characters: letters without accents, digits, spaces and / . _ -",
    "field.regon": "a REGON has 9 or 14 digits",
    "field.nip": "a NIP has 10 digits",
    "field.nrb": "an account number has 26 digits",
    "field.terc": "a TERC has 7 digits",
    "field.mailbox": "give an e-mail address, for example biblioteka@example.org",
    "line.too_long": "at most {max:characters}",
    "line.not_json": "this line is not JSON",
    "line.not_object": "this line is not a JSON object",
    "line.unknown_command": "there is no such command; `grants commands` lists them",
    "line.unknown_person": "nobody has this login, and it is no role",
    "line.id": "give a text of 1 to 200 characters",
    "line.moment": "give a moment such as 2013-04-22T15:12:00+02:00",
}
"""By code; ``code.kind`` where a kind of field says it otherwise."""


def problem_text(path: str, problem: Problem, lang: str, command: str = "") -> str:
    """The label and the mistake, for a list of mistakes: "Kwota wnioskowana: najwyżej 1 000,00 zł"."""
    label = field_label(path, lang, command)
    return translations(lang).pgettext("problem", "{label}: {text}").format(label=label, text=_text(problem, lang))


def mistake(problem: Problem, lang: str) -> str:
    """The mistake alone, for the message beside its field: "Najwyżej 1 000,00 zł"."""
    text = _text(problem, lang)
    return text[:1].upper() + text[1:]


def _text(problem: Problem, lang: str) -> str:
    kind = f"{problem.code}.{problem.params.get('kind')}"
    source = PROBLEMS.get(kind) or PROBLEMS.get(problem.code) or PROBLEMS["field.value"]
    return Speech(lang).tell("problem", source, problem.params)
