"""Carry out the commands on libraries and coalitions."""

from __future__ import annotations

from uuid import UUID

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.envelope import Recorded
from grants.kernel.ids import coalition_id, made_by
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.libraries import commands
from grants.libraries.coalition import Coalition
from grants.libraries.library import CORRECTABLE, Library


def register_library(work: Work, cmd: commands.RegisterLibrary) -> Done:
    """One library per REGON: a claim in the same transaction."""
    library = Library.register(
        id=made_by("library", work.deed.command_id), name=cmd.name, regon=cmd.regon, nip=cmd.nip, terc=cmd.terc,
        town=cmd.town, mailbox=work.keep_text(cmd.mailbox) if cmd.mailbox else None,
        occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    work.claim("regon", cmd.regon, library.id, "library.exists")
    return work.save(library, library=library.id)


def correct_library(work: Work, cmd: commands.CorrectLibrary) -> Done:
    """A corrected REGON moves its claim."""
    library = work.get(Library, cmd.library, cmd.expected_version)
    new = {f: v for f in CORRECTABLE if (v := getattr(cmd, f)) is not None}
    old_regon = library.regon
    library.correct(new, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    if library.regon != old_regon:
        work.release("regon", old_regon)
        work.claim("regon", library.regon, library.id, "library.exists")
    return work.save(library, library=library.id)


def retire_library(work: Work, cmd: commands.RetireLibrary) -> Done:
    """Reads which grants the library leads, as known now: an application of this very moment is not guarded against."""
    library = work.get(Library, cmd.library, cmd.expected_version)
    successor = work.get(Library, cmd.successor) if cmd.successor else None
    library.retire(
        successor, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on),
        open_grants=work.known.open_grants_led(library.id),
    )  # fmt: skip
    return work.save(library, library=library.id)


def restore_library(work: Work, cmd: commands.RestoreLibrary) -> Done:
    """Its REGON was never given away, so nothing stands in the way."""
    library = work.get(Library, cmd.library, cmd.expected_version)
    library.restore(work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(library, library=library.id)


def form_coalition(work: Work, cmd: commands.FormCoalition) -> Done:
    """The round is open, all libraries work, and the leading one leads once in the round."""
    _require_open_round(work, cmd.round)
    for library in (cmd.leading, *cmd.partners):
        work.get(Library, library).require_working()
    if work.find(Coalition, coalition_id(cmd.round, cmd.leading)) is not None:
        raise Refused("coalition.already_leading", library=cmd.leading)
    coalition = Coalition.form(
        round_=cmd.round, leading=cmd.leading, partners=cmd.partners, occurred_on=business_day(work, cmd.occurred_on)
    )
    return work.save(coalition, coalition=coalition.id, library=cmd.leading)


def _require_open_round(work: Work, id_: UUID) -> None:
    """Libraries and rounds stand side by side: this module knows a round by what its stream is called."""
    found = work.find(Recorded, id_)
    if found is None or getattr(found, "TOPIC", None) != "round":
        raise Refused("unknown_id", id=id_)
    if getattr(found, "closed", False):
        raise Refused("round.closed", round=str(getattr(found, "label", "")))


def add_partner(work: Work, cmd: commands.AddPartner) -> Done:
    """The partner must be a known library, and both of them work."""
    work.get(Library, cmd.partner).require_working()
    coalition = work.get(Coalition, coalition_id(cmd.round, cmd.leading))
    _require_open_round(work, cmd.round)
    work.get(Library, cmd.leading).require_working()
    coalition.add(cmd.partner, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(coalition, coalition=coalition.id, library=cmd.leading)


def let_partner_leave(work: Work, cmd: commands.LetPartnerLeave) -> Done:
    """What the partner took part in stays recorded."""
    coalition = work.get(Coalition, coalition_id(cmd.round, cmd.leading))
    _require_open_round(work, cmd.round)
    coalition.leave(cmd.partner, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(coalition, coalition=coalition.id, library=cmd.leading)
