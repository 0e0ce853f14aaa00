"""One example of every event there is, made from its fields' types.

`python -m tests.store.examples` writes the golden file of each event that has none yet. A file that is there is never
written again once released: another shape is another version of the event.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.persistence import Mapper, StoredEvent

import grants.catalogue
from grants.kernel.envelope import Happened
from grants.store.transcodings import transcoder

FOLDER: Final = Path(__file__).with_name("wire")
MAPPER: Final = Mapper[UUID](transcoder())
DAY, MOMENT = date(2013, 4, 22), datetime(2013, 4, 22, 10, 0, 0, 123456, tzinfo=UTC)
SPECIAL: Final[dict[str, object]] = {
    "attendance": [["leading_staff", 3], ["partner_staff", 2]],
    "changes": [["day", DAY, date(2013, 4, 23)], ["amount", 100_000, 90_000], ["channel", "skype", None]],
    "figures": [["applied", "", 152], ["meetings_held", "virtual", 164], ["paid", "", 14_950_000]],
    "months": [["2013-04", "virtual", 12]],
    "rounds": [["6f1d3c52-0f5e-5b7a-9f4e-2b7c1d90a3e8", "paid", 14_950_000]],
    "actor_role": "coordinator",
    "source": "web",
}
"""Fields whose type says too little."""


def all_events(base: type[Happened] = Happened) -> Iterator[type[Happened]]:
    """Every event with a stored name that the programme can cause."""
    assert grants.catalogue.CATALOGUE  # imports them all
    for kind in base.__subclasses__():
        if "TOPIC" in kind.__dict__ and kind.__module__.startswith("grants."):
            yield kind
        yield from all_events(kind)


def field_types(event: type[Happened]) -> dict[str, Any]:
    """The fields that are stored, without the stream's id and version, which are columns."""
    hints = get_type_hints(event)
    return {f.name: hints[f.name] for f in fields(event) if not f.name.startswith("originator_")}


def example(event: type[Happened]) -> Happened:
    made: Happened = object.__new__(event)
    values = {n: SPECIAL[n] if n in SPECIAL else value(n, hint) for n, hint in field_types(event).items()}
    made.__dict__.update(values, originator_id=value("id", UUID), originator_version=2)
    return made


def value(name: str, hint: Any) -> Any:
    """A value of this type, the same each time."""
    if get_origin(hint) in (Union, UnionType):
        hint = next(a for a in get_args(hint) if a is not type(None))
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) in (list, tuple):
        return get_origin(hint)([value(name, get_args(hint)[0])])
    if is_dataclass(hint) and isinstance(hint, type):
        return hint(**{n: value(n, h) for n, h in get_type_hints(hint).items()})
    simple: dict[Any, object] = {
        int: len(name), str: name, bool: True, date: DAY, datetime: MOMENT, UUID: uuid5(NAMESPACE_URL, name),
    }  # fmt: skip
    return simple[hint]


def fits(given: object, hint: Any) -> bool:
    """Whether a loaded value is of the type that its field says."""
    if get_origin(hint) in (Union, UnionType):
        return any(fits(given, a) for a in get_args(hint))
    if get_origin(hint) is Literal:
        return given in get_args(hint)
    if get_origin(hint) in (list, tuple):
        return isinstance(given, get_origin(hint)) and all(fits(x, get_args(hint)[0]) for x in given)
    if is_dataclass(hint):
        return type(given) is hint and all(fits(getattr(given, n), h) for n, h in get_type_hints(hint).items())
    return hint is Any or type(given) is hint


def golden(event: Happened) -> str:
    """An event as its golden file holds it: the stored state, laid out for reading."""
    stored = MAPPER.to_stored_event(event)
    whole = {"topic": stored.topic, "state": json.loads(stored.state)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def load(text: str) -> Happened:
    """What today's code makes of a golden file."""
    whole = json.loads(text)
    state = json.dumps(whole["state"], ensure_ascii=False).encode()
    return MAPPER.to_domain_event(StoredEvent(value("id", UUID), 2, whole["topic"], state))  # type: ignore[return-value]


def write_missing() -> None:
    for event in all_events():
        file = FOLDER / f"{event.TOPIC}.json"
        if not file.exists():
            file.write_text(golden(example(event)))


if __name__ == "__main__":
    write_missing()
