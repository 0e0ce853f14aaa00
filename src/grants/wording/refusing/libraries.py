"""Refusals of libraries and coalitions."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "library.regon_invalid": Words(
        "The REGON {regon} is wrong: its check digit does not fit.",
        "Identifiers of institutions are checked by their check digits.",
        "Copy the number from the REGON register once more.",
    ),
    "library.nip_invalid": Words(
        "The NIP {nip} is wrong: its check digit does not fit.",
        "Identifiers of institutions are checked by their check digits.",
        "Copy the number from the document once more.",
    ),
    "library.exists": Words(
        "A library with this REGON is in the register already.",
        "Each library is registered once.",
        "Find it in the register of libraries and use that entry.",
    ),
    "library.nothing_changed": Words(
        "None of the data would change.",
        "A correction changes at least one field.",
        "Change what is wrong, or leave the page.",
    ),
    "library.has_open_grants": Words(
        "The library leads grants that are still open: {n}.",
        "A library is recorded as closed only when every grant it leads is closed, withdrawn or rejected.",
        "Bring these grants to an end first.",
    ),
    "library.retired": Words(
        "{library:name}: the library closed on {since:day}.",
        "A library that closed takes part in nothing new; what it took part in stays.",
        "Choose another library; if this was recorded by mistake, a manager can take it back.",
    ),
    "library.succeeded": Words(
        "{library:name}: the library closed on {since:day}; its successor is {successor:name}.",
        "A library that closed takes part in nothing new; what it took part in stays.",
        "Choose the successor instead; if this was recorded by mistake, a manager can take it back.",
    ),
    "library.own_successor": Words(
        "The library would be its own successor.",
        "The successor is another library.",
        "Choose another library, or none.",
    ),
    "library.successor_retired": Words(
        "{successor:name} cannot be the successor: that library closed on {since:day}.",
        "Only an active library can be the successor.",
        "Choose a library that is active today, or none.",
    ),
    "library.not_retired": Words(
        "The library is active: there is nothing to take back.",
        "Only a closing that stands in the register can be taken back.",
        "There is nothing more to do.",
    ),
    "coalition.already_leading": Words(
        "This library leads a coalition in this round already.",
        "A library leads once in a round.",
        "Add partners to the coalition that exists.",
    ),
    "coalition.self_partner": Words(
        "The Leading Library cannot be its own partner.",
        "A coalition joins the Leading Library with other libraries.",
        "Choose another library as the partner.",
    ),
    "coalition.no_partner": Words(
        "There would be no Partner Library.",
        "A coalition has at least one Partner Library.",
        "Name a Partner Library first.",
    ),
    "coalition.already_partner": Words(
        "This library belongs to the coalition already.",
        "A partner is added once.",
        "There is nothing more to do.",
    ),
    "coalition.not_partner": Words(
        "This library is not a partner in the coalition.",
        "Only a partner may leave a coalition.",
        "Choose a library from the list of partners.",
    ),
    "coalition.too_many": Words(
        "The coalition has as many partners as it may have: {max}.",
        "The size of a coalition is limited.",
        "Record first that a partner left, or ask the operator.",
    ),
}
