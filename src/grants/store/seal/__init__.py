"""The seal: proof that nothing in the log was changed, removed or slipped in. For auditors who trust nobody.

One Merkle tree after RFC 6962 over the stored events in the order of the log; its heads are signed and leave the
machine. Whoever kept a head can tell later, from the events alone, whether they are still the same.

    leaves     the canonical bytes of an event and their hash        merkle   the tree: growing, proofs, their check
    tables     tiles, heads, and how far the notary is               tiles    reading the tree with few rows
    notes      signed notes (C2SP signed-note, tlog-checkpoint)      keys     the key file, outside the database
    notary     follows the log, appends leaves, signs heads          proving  inclusion and consistency, as JSON
    verifying, locating   everything recomputed; the first bad place and what was done there
    exporting  the sealed events as JSON lines          packing  the one form of a dossier's file
    verify_podaj_dalej.py   the offline verifier; imports nothing of ours, and nothing here imports it
"""
