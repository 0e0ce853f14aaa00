"""What ``grants seal`` and ``grants verify`` say: what was found, what could not be checked, why there is no proof."""

from __future__ import annotations

from typing import Final

SEAL: Final = {
    "verify.counted": "{events} events recomputed, {sealed} of them in the tree, {heads} heads compared",
    "verify.window": "not sealed yet: {window} newest events",
    "verify.newest": "the newest signed head is over {newest} events",
    "verify.right": "Everything is as it was sealed.",
    "verify.wrong": "Something is not as it was sealed.",
    "verify.unchecked": "Nothing wrong was found, but not everything could be checked.",
    "event.changed": (
        "changed: {event} at position {position} (leaf {leaf}) is not what was sealed there; events: {number}"
    ),
    "event.missing": (
        "missing: {number} events before {event} at position {position} (leaf {leaf}), behind {last}; "
        "streams with a gap: {gaps}"
    ),
    "event.inserted": "slipped in: {event} at position {position} (before leaf {leaf}); events: {number}",
    "event.swapped": "swapped: {event} at position {position} (leaf {leaf}) with {other} (leaf {other_leaf})",
    "event.moved": "moved: {event} at position {position} stands at leaf {leaf} and was sealed as leaf {other_leaf}",
    "event.cut": "cut off: {missing} events are gone from the end, behind {last} (from leaf {leaf})",
    "event.rewritten": (
        "rewritten: from {event} at position {position} (leaf {leaf}) on, {number} sealed events are others"
    ),
    "tile.leaf": "the stored hash of leaf {leaf} was changed; a signed head confirms the events",
    "tile.upper": "the stored tile {number} of level {level} is not what the events come to",
    "tile.edge": "the stored end of the tree is not what the events come to",
    "seal.state": "the notary's own row was changed",
    "seal.none": "this database is not sealed: grants seal init",
    "key.none": "no public key is known, so no signature was checked: --key",
    "head.none": "no head is stored here",
    "head.form": "a stored head cannot be read: {reason}",
    "head.stranger": "the stored head over {size} events is signed by a key that does not follow from ours",
    "head.signature": "the stored head over {size} events has a wrong signature",
    "head.origin": "a stored head is of another log: {origin} instead of {ours}",
    "head.ahead": "the stored head is over {size} events, {missing} more than there are; the last one is {last}",
    "head.root": (
        "the stored head over {size} events does not fit them; the first {sure} are confirmed, so the place lies "
        "from {first} to {last}"
    ),
    "outside.form": "{source} is no signed head: {reason}",
    "outside.stranger": "{source}: signed by a key that does not follow from ours (head over {size} events)",
    "outside.signature": "{source}: wrong signature (head over {size} events)",
    "outside.origin": "{source} is of another log: {origin} instead of {ours}",
    "outside.ahead": (
        "{source}: cut off: the head is over {size} events, {missing} more than there are; the last one here is {last}"
    ),
    "outside.root": (
        "{source}: rewritten: the head over {size} events does not fit them; the first {sure} are confirmed, so the "
        "place lies from {first} to {last}"
    ),
    "proof.no_head": "no head is signed yet: grants seal head",
    "proof.no_event": "there is no event {event}",
    "proof.form": "{event} is no event: STREAM/VERSION",
    "proof.not_sealed": "{event} is not under a head yet: grants seal head",
    "proof.altered": "{event} is not what was sealed: grants verify",
    "proof.broken": "the stored tree does not come to its head: grants verify",
    "proof.ahead": "the head is over {size} events, only {leaves} are sealed here",
    "proof.not_consistent": "the log of the head over {old} events is not the beginning of the one over {new}",
    "proof.head": "{head} is neither a file with a signed head nor the size of a stored one",
    "proof.included": "{event} is leaf {index} of {size}. Proof: grants seal prove {event} --json",
    "proof.begins": "the log over {new} events begins with the one over {old}. Proof: add --json",
    "dossier.unknown": "{name}: no grant, library or round is called that",
    "dossier.made": "{file}: {events} events of {histories} histories",
    "dossier.unproved": (
        "Not everything in it can be proved; events not under a head yet: {number}. The log must be sealed, "
        "and the key of the seal must be on this machine; to check: grants seal status"
    ),
    "dossier.gap": "a step of {stream} is missing before version {version}; to check: grants verify",
    "dossier.too_large": "that is more than one dossier may hold: make dossiers of single grants or libraries",
    "dossier.no_file": "{file} cannot be written: {reason}",
    "key.made": "the key is in {file}: keep a copy away from this machine. The public key, for everybody:",
    "key.kept": "the key in {file} stays. The public key, for everybody:",
    "key.other": "this database is sealed as {origin}, but the key is for {name}",
    "key.missing": "there is no key in {file}: grants seal init",
    "key.there": "{file} is in the way: a rotation was interrupted; look at it before you remove it",
    "key.rotated": "a new key is in force, signed by the one before, which is gone. The new public key:",
    "status.origin": "log: {origin}",
    "status.sealed": "sealed: {leaves} events",
    "status.window": "not under a head yet: {window} events",
    "status.head": "newest head: over {size} events",
    "status.no_head": "newest head: none",
}
