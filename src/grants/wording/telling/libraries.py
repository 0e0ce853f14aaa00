"""What the trail says about libraries and coalitions."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "library.registered.v1": Sentence("{name}, {town}, was entered in the register of libraries (REGON {regon})"),
    "library.corrected.v1": Sentence("The library’s data were corrected: {changes:changes}"),
    "library.retired.v1": Sentence(
        "The library closed or merged",
        ("succeeded", "its successor: {successor:name}"),
    ),
    "library.restored.v1": Sentence("The library is active again: its closing had been recorded by mistake"),
    "coalition.formed.v1": Sentence(
        "A coalition was formed; Leading Library: {leading:name}; {partners:partners}: {partners:list.name}",
    ),
    "coalition.partner_added.v1": Sentence("A Partner Library joined the coalition: {partner:name}"),
    "coalition.partner_left.v1": Sentence("A Partner Library left the coalition: {partner:name}"),
}
