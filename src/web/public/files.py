"""A version as files: JSON, a sheet of its figures, its libraries, and the proof that it stands sealed in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Response, get

from grants.kernel.frozen import Frozen
from grants.read import ledger, sealing
from grants.read.asking import ask, ask_all
from grants.read.ledger import FIGURES
from grants.read.said import Erased, said_question
from grants.read.sealing import NoProof
from grants.read.summaries import frozen_question
from grants.wording.labels import dimension as dimension_label
from grants.wording.labels import metric as metric_words
from grants.wording.sealing import sealed
from web.public.chosen import Chosen, chosen, etag, kept, shared, under
from web.public.figure import UNITS
from web.public.sheets import CSV, sheet
from web.public.summary import placed
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.download import JSON, download
from web.support.guards import PUBLIC
from web.support.language import language

FORMAT: Final = "podaj-dalej/summary/v1"
FIGURE_HEADS: Final = ("figure", "part", "month", "round", "amount", "unit", "name", "part_name", "definition")
LIBRARY_HEADS: Final = ("voivodeship", "town", "library", "meetings")


@get(under("/summary.json"), guards=[PUBLIC], name="public-json", include_in_schema=False)
async def json_file(request: WebRequest) -> Response[Any]:
    """Everything that was frozen, with both narratives."""
    return await _file(request, "json", JSON, lambda asked: _json(asked, request.path_params))


@get(under("/summary.csv"), guards=[PUBLIC], name="public-csv", include_in_schema=False)
async def csv_file(request: WebRequest) -> Response[Any]:
    """One row a figure and part, with its definition in the reader's language."""
    return await _file(request, "csv", CSV, lambda asked: _csv(asked, request.path_params))


@get(under("/libraries.csv"), guards=[PUBLIC], name="public-libraries", include_in_schema=False)
async def libraries_file(request: WebRequest) -> Response[Any]:
    """The libraries that held meetings, however many they are."""
    return await _file(request, "libraries.csv", CSV, lambda asked: _libraries(asked, request.path_params))


@get(under("/proof.json"), guards=[PUBLIC], name="public-proof", include_in_schema=False)
async def proof_file(request: WebRequest) -> Response[Any]:
    """The proof that the event with these figures is under the newest signed head, for the offline verifier."""
    programme = web(request).programme
    found = await run(reading, programme, "pl", lambda asked: chosen(asked, request.path_params))
    this = found.published
    try:
        proof = await run(sealing.inclusion, programme.log, this.stream, this.version)
    except NoProof as no:
        return download(f"{sealed(no.code, language(request), **no.params)}\n", "no-proof.txt")
    return download(msgspec.json.encode(proof).decode(), f"{found.file}-proof.json", JSON)


async def _file(request: WebRequest, tail: str, kind: str, write: Any) -> Response[Any]:
    """Inline, so that JSON can be looked at; a sheet is downloaded under its name."""
    lang, programme = language(request), web(request).programme
    found, text = await run(reading, programme, lang, write)
    mark = etag(tail, lang, text)
    if same := kept(request, mark):
        return same
    name = f"{found.file}-{tail}" if "." in tail else f"{found.file}.{tail}"
    place = "inline" if kind == JSON else "attachment"
    headers = {"Content-Disposition": f'{place}; filename="{name}"'}
    return shared(Response(text.encode(), media_type=kind, headers=headers), mark)


def _json(asked: Reading, path: Mapping[str, Any]) -> tuple[Chosen, str]:
    found, frozen, narratives = _frozen(asked, path)
    this, subject = found.published, found.subject
    told = {
        "format": FORMAT, "subject": subject.written, "programme": subject.name, "funder": subject.funder,
        "operator": subject.operator, "number": this.number, "newest": found.newest.number, "known": this.known,
        "published_on": this.published_on, "interim": found.interim, "event": f"{this.stream}/{this.version}",
        "head": {"size": this.head_size, "root": this.head_root} if this.head_size is not None else None,
        "narrative": narratives,
        "figures": [_entry(*each) for each in frozen.figures],
        "months": [{"month": month, "mode": mode, "meetings": held} for month, mode, held in frozen.months],
        "rounds": [
            {"round": found.subjects[UUID(round_)].written, **_entry(code, "", amount)}
            for round_, code, amount in frozen.rounds
        ],
        "versions": [{"number": each.number, "known": each.known} for each in found.versions],
    }  # fmt: skip
    return found, msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n"


def _entry(code: str, part: str, amount: int) -> dict[str, Any]:
    entry = {"figure": code, "amount": amount, "unit": UNITS[FIGURES[code].unit]}
    return {**entry, "part": part} if part else entry


def _frozen(asked: Reading, path: Mapping[str, Any]) -> tuple[Chosen, Frozen, dict[str, str | None]]:
    """With both narratives, None for one that was removed on request."""
    found = chosen(asked, path)
    this = found.published
    texts = {"pl": this.narrative_pl, "en": this.narrative_en}
    frozen, said = ask_all(
        asked.database, frozen_question(found.subject.id, [this.number]), said_question(texts=list(texts.values()))
    )
    words = {lang: said.texts.get(id_) for lang, id_ in texts.items()}
    return (
        found,
        frozen[this.number],
        {lang: None if isinstance(each, Erased) else each for lang, each in words.items()},
    )


def _csv(asked: Reading, path: Mapping[str, Any]) -> tuple[Chosen, str]:
    found, frozen, _ = _frozen(asked, path)
    rows = [
        *(_row(asked, code, part, amount) for code, part, amount in frozen.figures),
        *(_row(asked, ledger.BY_MONTH, mode, held, month=month) for month, mode, held in frozen.months),
        *(
            _row(asked, code, "", amount, round_=found.subjects[UUID(id_)].written)
            for id_, code, amount in frozen.rounds
        ),
    ]
    return found, sheet(FIGURE_HEADS, rows)


def _row(asked: Reading, code: str, part: str, amount: int, *, month: str = "", round_: str = "") -> list[object]:
    words = metric_words(code, asked.lang)
    named = dimension_label(code, part, asked.lang)
    return [code, part, month, round_, amount, UNITS[FIGURES[code].unit], words.label, named, words.definition]


def _libraries(asked: Reading, path: Mapping[str, Any]) -> tuple[Chosen, str]:
    found = chosen(asked, path)
    holders = ask(asked.database, ledger.holders_question(found.rounds, found.published.known))
    places = placed(holders, asked)
    rows = [(place.name, each.town, each.name, held) for place in places for each, held in place.libraries]
    return found, sheet(LIBRARY_HEADS, rows)


ROUTES = [json_file, csv_file, libraries_file, proof_file]
