"""One event proved: its leaf, its way up the tree, the signed head at the top. For who reads across libraries."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import sealing
from grants.read.sealing import Joint, NoProof
from grants.wording.sealing import sealed
from web.audit.seal import VERIFIER, bounded
from web.support.asking import Asked, answer
from web.support.context import WebRequest, run, web
from web.support.download import JSON, download
from web.support.guards import FILES, allow
from web.support.language import language, say
from web.support.page import render
from web.support.prose import Entry, entries
from web.support.shell import Link

MAY: Final = allow(*FILES)


@dataclass(frozen=True, slots=True)
class Proved:
    """``leaf``: its hash; ``no``: why there is no proof, in words, and then nothing else is there."""

    entry: Entry
    file: str
    no: str = ""
    index: int = 0
    size: int = 0
    leaf: str = ""
    root: str = ""
    note: str = ""
    joints: tuple[Joint, ...] = ()
    sealed: tuple[tuple[str, str], ...] = ()
    key: str = ""
    command: str = ""


@get("/proof/{stream:uuid}/{version:int}", guards=[MAY], include_in_schema=False)
async def proof_page(request: WebRequest, stream: FromPath[UUID], version: FromPath[int]) -> Response[str]:
    """The proof in plain words."""
    shown = await answer(request, lambda asked: _proved(asked, stream, bounded(version)))
    title = say(language(request))("Proof of an entry")
    return render(request, "audit/proof.html", title=title, back=Link(shown.entry.code, shown.entry.href), shown=shown)


@get("/proof/{stream:uuid}/{version:int}/file", guards=[MAY], include_in_schema=False)
async def proof_file(request: WebRequest, stream: FromPath[UUID], version: FromPath[int]) -> Response[bytes]:
    """The proof that the offline verifier checks."""
    try:
        proof = await run(sealing.inclusion, web(request).programme.log, stream, bounded(version))
    except (LookupError, NoProof):
        raise NotFoundException from None
    return download(msgspec.json.encode(proof).decode(), name(stream, version), JSON)


def proof_href(stream: UUID, version: int) -> str:
    """Where the proof of an entry is, for those whom MAY permits."""
    return f"/proof/{stream}/{version}"


def name(stream: UUID, version: int) -> str:
    """What a proof's file is called."""
    return f"podaj-dalej-proof-{stream}-{version}.json"


def _proved(asked: Asked, stream: UUID, version: int) -> Proved:
    happened = asked.programme.log.stream(stream, after=version - 1, upto=version)
    if not happened:
        raise NotFoundException
    entry, file = entries(asked, happened)[0], f"/proof/{stream}/{version}/file"
    try:
        proof = sealing.inclusion(asked.programme.log, stream, version)
    except NoProof as no:
        return Proved(entry, file, sealed(no.code, asked.lang, **no.params))
    return _told(asked, entry, file, proof)


def _told(asked: Asked, entry: Entry, file: str, proof: dict[str, Any]) -> Proved:
    event = proof["event"]
    state = bytes.fromhex(event["state_hex"]) if "state_hex" in event else event["state"].encode()
    whole = sealing.canonical(event["stream"].encode(), event["version"], event["name"].encode(), state)
    leaf = sha256(b"\0" + whole).hexdigest()
    joints = tuple(sealing.joints(leaf, proof))
    known = sealing.known_keys(asked.programme.key_file)
    key = known[-1].key if known else ""
    fields = (
        (asked.say("Stream"), event["stream"]), (asked.say("Version"), str(event["version"])),
        (asked.say("Stored name"), event["name"]),
        (asked.say("Stored state"), state.decode("utf-8", "backslashreplace")),
    )  # fmt: skip
    stream = UUID(event["stream"])
    return Proved(
        entry, file, index=proof["index"], size=proof["size"], leaf=leaf, joints=joints, sealed=fields,
        root=b64decode(proof["head"].split("\n")[2]).hex(), note=proof["head"], key=key,
        command=f'python3 {VERIFIER} --key "{key or "…"}" proof {name(stream, event["version"])}',
    )  # fmt: skip


ROUTES = [proof_page, proof_file]
