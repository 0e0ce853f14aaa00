"""Sprawdza poza systemem, że w dzienniku Podaj Dalej niczego nie zmieniono, nie usunięto ani nie dopisano.
Potrzebuje tylko Pythona 3.10 lub nowszego. Nie łączy się z siecią i nie używa kodu programu Podaj Dalej.

    python3 verify_podaj_dalej.py --key KLUCZ head PIECZĘĆ             podpis pod pieczęcią (plik z głową drzewa)
    python3 verify_podaj_dalej.py --key KLUCZ proof DOWÓD              zdarzenie należy do opieczętowanego dziennika
    python3 verify_podaj_dalej.py --key KLUCZ consistency DOWÓD        nowszy dziennik zaczyna się starszym
    python3 verify_podaj_dalej.py --key KLUCZ events ZDARZENIA PIECZĘĆ [PIECZĘĆ...]   wszystkie zdarzenia od nowa
    python3 verify_podaj_dalej.py --key KLUCZ dossier TECZKA [PIECZĘĆ]         teczka (plik ZIP): każdy bajt w niej

KLUCZ weź z innego miejsca niż pliki, które sprawdzasz. --keys PLIK podaje listę następnych kluczy (seal.key.pub).
Koniec: 0 wszystko sprawdzone i zgodne · 1 coś jest nie tak · 2 złe wywołanie · 3 czegoś nie dało się sprawdzić.

Checks away from the system that nothing in the log of Podaj Dalej was changed, removed or slipped in.
Needs Python 3.10 or newer and nothing else: no network, no code of Podaj Dalej. Calls are as above: KLUCZ is the public
key, from another place than the files you check; PIECZĘĆ a signed head; DOWÓD a proof; ZDARZENIA exported events;
TECZKA a dossier (its ZIP), under the head that you kept where one is given.
Exit: 0 all checked and right · 1 something is wrong · 2 a wrong call · 3 something could not be checked.

What is checked (RFC 6962, RFC 8032, C2SP signed-note and tlog-checkpoint):
  bytes of an event = stream, version, name, state, each behind its length in four bytes, big-endian
  leaf = SHA-256(00 + bytes of an event)      node = SHA-256(01 + left + right)      head = signed root over n leaves
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import struct
import sys
import unicodedata
import zlib
from pathlib import Path
from typing import Any

Point = tuple[int, int, int, int]
Key = tuple[str, bytes, bytes]
Event = dict[str, Any]
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT_OF_MINUS_1 = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
ROTATION, DOSSIER = "podaj-dalej key rotation v1", "podaj-dalej dossier v1"
LARGEST = 2**30


class Wrong(Exception):
    """Something is not as it was sealed."""


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def decode_point(data: bytes) -> Point | None:
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


def encode_point(point: Point) -> bytes:
    x, y = (value * pow(point[2], P - 2, P) % P for value in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether it is the signature of the key's owner under the message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    point, s = decode_point(public), int.from_bytes(signature[32:], "little")
    if point is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - point[0], point[1], point[2], P - point[3])
    return encode_point(add(times(s, BASE), times(h, minus))) == signature[:32]


def unbase64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64")
    return data


def read_key(text: str) -> Key:
    """Name, hash and key of name+hash+key."""
    name, tag, body = text.strip().split("+", 2)
    raw = unbase64(body)
    if raw[:1] != b"\x01" or len(raw) != 33 or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != tag:
        raise ValueError("key")
    return name, bytes.fromhex(tag), raw[1:]


def signed_by(note: str, key: Key) -> str | None:
    """The text of a signed note, or None if this key did not sign it."""
    text, found, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines() if found else ():
        parts = line.split(" ")
        if len(parts) == 3 and parts[0] == "\u2014" and parts[1] == key[0]:
            blob = unbase64(parts[2])
            if blob[:4] == key[1] and ed25519(key[2], (text + "\n").encode(), blob[4:]):
                return text + "\n"
    return None


def follow(keys: list[Key], known: list[dict[str, str]]) -> list[Key]:
    """The trusted keys and those after them, each signed by the one before."""
    keys = list(keys)
    for each in known:
        text = signed_by(each["rotation"], keys[-1]) if each.get("rotation") else None
        if text == f"{ROTATION}\n{written(keys[-1])}\n{each['key']}\n":
            keys.append(read_key(each["key"]))
    return keys


def written(key: Key) -> str:
    return f"{key[0]}+{key[1].hex()}+{base64.b64encode(bytes([1]) + key[2]).decode()}"


def read_head(note: str, keys: list[Key]) -> tuple[int, bytes]:
    """Size and root of a head; Wrong unless a trusted key signed it."""
    for key in keys:
        text = signed_by(note, key)
        if text is not None:
            lines = text.split("\n")
            size, root = int(lines[1]), unbase64(lines[2])
            if lines[0] != key[0] or size < 0 or str(size) != lines[1] or len(root) != 32:
                raise Wrong("the signed text is no head of this log")
            return size, root
    raise Wrong("the head is not signed by the given key, nor by one that follows from it")


def leaf_of(event: Event) -> bytes:
    state = bytes.fromhex(event["state_hex"]) if "state_hex" in event else event["state"].encode()
    fields = event["stream"].encode(), str(event["version"]).encode(), event["name"].encode(), state
    return hashlib.sha256(b"\x00" + b"".join(len(f).to_bytes(4, "big") + f for f in fields)).digest()


def read(file: str) -> str:
    return Path(file).read_bytes().decode()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    """The root over leaf hashes: pair by pair, an odd one out moves up."""
    row = list(leaves) or [hashlib.sha256(b"").digest()]
    while len(row) > 1:
        row = [node(*row[i : i + 2]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
    return row[0]


def climb(start: bytes, here: int, last: int, path: list[bytes]) -> tuple[bytes, bytes]:
    """Up a path from the node ``here`` of a row that ends with ``last``: the root over what lies left of it and it, and
    the root over all (RFC 9162, 2.1.3.2 and 2.1.4.2).
    """
    left = whole = start
    for sibling in path:
        if last == 0:
            raise Wrong("the proof is too long")
        if here % 2 or here == last:
            left, whole = node(sibling, left), node(sibling, whole)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            whole = node(whole, sibling)
        here, last = here // 2, last // 2
    if last:
        raise Wrong("the proof is too short")
    return left, whole


def check_consistency(old: tuple[int, bytes], new: tuple[int, bytes], path: list[bytes]) -> None:
    (size, root), (longer, _) = old, new
    if size > longer:
        raise Wrong("the older head is the longer one")
    if size in (0, longer):
        right = not path and root == (root_of([]) if size == 0 else new[1])
    else:
        path = ([root] if size & (size - 1) == 0 else []) + path
        here, last = size - 1, longer - 1
        while here % 2:
            here, last = here // 2, last // 2
        right = bool(path) and climb(path[0], here, last, path[1:]) == (root, new[1])
    if not right:
        raise Wrong("the newer log does not begin with the older one")


def check_proof(keys: list[Key], proof: dict[str, Any]) -> str:
    size, root = read_head(proof["head"], keys)
    if type(proof["index"]) is not int or not 0 <= proof["index"] < size or proof["size"] != size:
        raise Wrong("the proof is for another head")
    event, path = proof["event"], [unbase64(each) for each in proof["path"]]
    if climb(leaf_of(event), proof["index"], size - 1, path)[1] != root:
        raise Wrong(f"{place(event)} is not the event that was sealed as leaf {proof['index']}")
    return f"{place(event)} ({event['name']}) is leaf {proof['index']} of {size} under the signed head"


def check_pair(keys: list[Key], proof: dict[str, Any]) -> str:
    old, new = read_head(proof["old"], keys), read_head(proof["new"], keys)
    check_consistency(old, new, [unbase64(h) for h in proof["path"]])
    return f"the log of {new[0]} events begins with the log of {old[0]} events"


def check_events(keys: list[Key], file: str, heads: list[str]) -> str:
    """Every hash anew; on a difference the place, by the leaf hashes in the file if a head confirms them."""
    rows = [json.loads(line) for line in read(file).split("\n") if line]
    events = [row for row in rows if "stream" in row]
    made, there = [leaf_of(row) for row in events], [bytes.fromhex(row["leaf"]) for row in rows if "leaf" in row]
    sure = 0
    for size, root in sorted(read_head(read(head), keys) for head in heads):
        if len(made) >= size and root_of(made[:size]) == root:
            sure = size
        elif len(there) >= size and root_of(there[:size]) == root:
            raise Wrong(where(events, made, there))
        elif len(made) < size:
            last = place(events[-1]) if events else "none"
            raise Wrong(f"cut off: the head is over {size} events, here are {len(made)}, the last one {last}")
        else:
            span = f"leaf {sure} ({place(events[sure])}) to leaf {size - 1} ({place(events[size - 1])})"
            raise Wrong(f"other events than those sealed, somewhere from {span}")
    if len(made) > sure or len(there) > sure:
        raise LookupError(f"{sure} events are under a head and right, but {max(len(made), len(there)) - sure} are not")
    return f"all {sure} events are those that were sealed"


def where(events: list[Event], made: list[bytes], there: list[bytes]) -> str:
    """The first place where events and sealed leaves part, and what was done there."""
    shorter = min(len(made), len(there))
    at = next((i for i in range(shorter) if made[i] != there[i]), shorter)
    if at == len(made):
        return f"cut off or missing: {len(there) - at} events behind leaf {at}"
    now = f"leaf {at}, where {place(events[at])} stands"
    later = there.index(made[at]) if made[at] in there else None
    if later is not None and made[later : later + 1] == there[at : at + 1]:
        return f"swapped: {now} belongs to leaf {later}"
    if later is not None:
        return f"missing: {later - at} events before {now}"
    if at == len(there) or there[at] in made:
        return f"inserted: {now}"
    return f"changed: {now}"


def unpack(file: str) -> dict[str, bytes]:
    """The files of a dossier. It is an uncompressed ZIP of one form, so every byte must be as it is made here anew."""
    if Path(file).stat().st_size > LARGEST:
        raise LookupError("larger than any dossier")
    data, at, directory = Path(file).read_bytes(), 0, b""
    files: dict[str, bytes] = {}
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        size, named = struct.unpack_from("<4xLH", data, at + 18)
        name, start = data[at + 30 : at + 30 + named], at + 30 + named
        body = data[start : start + size]
        fields = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, zlib.crc32(body), size, size, named, 0)
        if data[at + 4 : at + 30] != fields or len(body) != size or not set(name) <= NAMING or b".." in name:
            raise Wrong(f"the ZIP was cut or altered at byte {at}, where {name[:80]!r} begins")
        if name.decode() in files:
            raise Wrong(f"{name.decode()} stands twice in the ZIP")
        directory += b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<3H2L", 0, 0, 0, 0, at) + name
        files[name.decode()], at = body, start + size
    last = struct.pack("<4H2LH", 0, 0, len(files), len(files), len(directory), at, 0)
    if data[at:] != directory + b"PK\5\6" + last:
        raise Wrong(f"the ZIP was cut, altered or added to behind byte {at}")
    return files


NAMING = set(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-")


def check_dossier(keys: list[Key], file: str, heads: list[str]) -> str:
    """Every file against the signed list, every event against the head, every text against its event."""
    files = unpack(file)
    keys = follow(keys, json.loads(files.get("keys.json", b"[]")))
    listed, said, signed = contents(keys, files.pop("manifest.txt", b""))
    made = [f"{hashlib.sha256(body).hexdigest()}  {name}" for name, body in files.items()]
    bad = [f"{line[66:]} is missing" for line in listed if line[66:] not in files]
    bad += [f"{line[66:]} was altered or added" for line in made if line not in listed]
    events = rows_of(files, "events.jsonl")
    bad += incomplete(events, said["streams"])
    unproved = under_head(keys, files, events, heads, bad)
    stand, gone = behind(files, events, bad)
    if bad or made != listed:
        raise Wrong("; ".join(bad[:10] or ["files in another order"]) + (f"; {len(bad)} in all" if bad[10:] else ""))
    why = [] if signed else ["its list of files is not signed, so its pages may be anybody's"]
    why += [f"under no head yet: {', '.join(unproved[:20])}, {len(unproved)} in all"] if unproved else []
    if why or not events:
        raise LookupError("; ".join(why or ["no event is in it"]))
    return (
        f"dossier {said['name']} of {said['made']}: all {len(events)} events of {len(said['streams'])} histories are"
        f" under the signed head of {said['head']} events and none is missing in between; texts that stand unaltered:"
        f" {stand}, removed or not kept: {gone}; pages and other files are as the holder of the key signed them"
    )


def contents(keys: list[Key], manifest: bytes) -> tuple[list[str], dict[str, Any], bool]:
    """The list of files, what the dossier says of itself, and whether it is signed at all."""
    note = manifest.decode()
    text = next((found for key in keys if (found := signed_by(note, key))), None)
    if text is None and not note.endswith("\n\n"):
        raise Wrong("the list of files is not signed by the given key, nor by one that follows from it")
    title, said, *listed = (text or note[:-1])[:-1].split("\n")
    if title != DOSSIER:
        raise Wrong("the signed text is no list of a dossier's files")
    return listed, json.loads(said), text is not None


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, line in enumerate(files.get(name, b"").split(b"\n")[:-1], 1):
        try:
            found.append(json.loads(line))
        except ValueError:
            raise Wrong(f"line {number} of {name} was altered: it cannot be read any more") from None
    return found


def incomplete(events: list[Event], declared: dict[str, int]) -> list[str]:
    """Every history has each of its steps once and in order, up to the last one declared; and there is no other."""
    here: dict[str, list[int]] = {stream: [] for stream in declared}
    for event in events:
        here.setdefault(event["stream"], []).append(event["version"])
    return [
        f"{stream} has not exactly the steps 1 to {declared.get(stream, 0)}, each once"
        for stream, versions in here.items()
        if versions != list(range(1, declared.get(stream, 0) + 1))
    ]


def under_head(
    keys: list[Key], files: dict[str, bytes], events: list[Event], heads: list[str], bad: list[str]
) -> list[str]:
    """Which events have no proof; those whose proof is wrong are told in ``bad``."""
    proofs = {(row["stream"], row["version"]): row for row in rows_of(files, "proofs.jsonl")}
    if "head.txt" not in files:
        return [place(event) for event in events]
    size, root = read_head(files["head.txt"].decode(), keys)
    if any(read_head(read(head), keys) != (size, root) for head in heads):
        bad.append(f"the dossier is under another head than the one you kept, namely over {size} events")
    for event in events:
        proof = proofs.get((event["stream"], event["version"]))
        if proof is None:
            continue
        index, path = proof["index"], [unbase64(each) for each in proof["path"]]
        if type(index) is not int or not 0 <= index < size or climb(leaf_of(event), index, size - 1, path)[1] != root:
            bad.append(f"{place(event)} ({event['name']}) is not the event that was sealed as leaf {index}")
    return [place(event) for event in events if (event["stream"], event["version"]) not in proofs]


def behind(files: dict[str, bytes], events: list[Event], bad: list[str]) -> tuple[int, int]:
    """How many texts stand and how many do not; a text that is not the one its event speaks of is told in ``bad``."""
    wanted = {pair for event in events for pair in references(json.loads(event["state"]))}
    rows = rows_of(files, "texts.jsonl")
    found = {(row["id"], row["digest"]) for row in rows}
    bad += [f"no word of the text {id_} to which an event refers" for id_, _ in sorted(wanted - found)]
    bad += [f"no event refers to the text {id_}" for id_, _ in sorted(found - wanted)]
    standing = [row for row in rows if "text" in row]
    for row in standing:
        salted = bytes.fromhex(row["salt"]) + unicodedata.normalize("NFC", row["text"]).encode()
        if hashlib.sha256(salted).hexdigest() != row["digest"]:
            bad.append(f"the text {row['id']} is not the one of which the event speaks")
    return len(standing), len(rows) - len(standing)


def references(value: Any) -> list[tuple[str, str]]:
    """(id, digest) of every text to which a stored state refers."""
    if isinstance(value, dict) and value.keys() == {"id", "digest"}:
        return [(value["id"], value["digest"])]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [pair for each in inside for pair in references(each)]


def place(event: Event) -> str:
    return f"{event['stream']}/{event['version']}"


def check(keys: list[Key], what: str, file: str, heads: list[str]) -> str:
    """What was found right. Raises Wrong; anything else that is raised means: not checked."""
    if what in ("events", "dossier"):
        return (check_events if what == "events" else check_dossier)(keys, file, heads)
    if what == "head":
        size, root = read_head(read(file), keys)
        return f"the head is signed: {size} events, root {root.hex()}. Whether events are under it was not asked."
    proof, kind = json.loads(read(file)), "inclusion" if what == "proof" else what
    if proof["format"] != f"podaj-dalej/{kind}/v1":
        raise LookupError(f"a proof of another kind: {proof['format']}")
    return check_proof(keys, proof) if what == "proof" else check_pair(keys, proof)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", required=True, help="public key: name+hash+key")
    parser.add_argument("--keys", help="file with the keys that follow from it")
    parser.add_argument("what", choices=["head", "proof", "consistency", "events", "dossier"])
    parser.add_argument("file")
    parser.add_argument("heads", nargs="*", help="signed heads, for events and dossiers")
    asked = parser.parse_args()
    if asked.what != "dossier" and bool(asked.heads) != (asked.what == "events"):
        parser.error("events need a head, a dossier may have one, and nothing else has one beside its file")
    try:
        keys = follow([read_key(asked.key)], json.loads(read(asked.keys)) if asked.keys else [])
        said = check(keys, asked.what, asked.file, asked.heads)
    except Wrong as wrong:
        sys.stdout.write(f"NIE / WRONG: {wrong}\n")
        return 1
    except Exception as error:  # noqa: BLE001  whatever cannot be read was not checked
        sys.stdout.write(f"NIE SPRAWDZONO / NOT CHECKED: {type(error).__name__}: {error}\n")
        return 3
    sys.stdout.write(f"OK: {said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
