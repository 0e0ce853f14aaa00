"""What the frame around every page shows: the page helper fills it in, `layouts/base.html` reads it as `page`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FlashKind = Literal["success", "info", "warning"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go, for navigation and back links; `current` marks where the reader is."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language; `label` is the language's own name for itself."""

    code: str
    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in and the role in words, so that nobody acts under a role unseen; what this person did so far."""

    name: str
    role: str
    sign_out_url: str
    actions_url: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Where the header's search goes and what was asked last."""

    action: str
    query: str = ""
    field: str = "q"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things wait for this person, and the list of them."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Flash:
    """What the last step did, told once on the page that follows; a link may lead to what was made.

    ``undo``: to the form of the command that takes it back, where that is lawful.
    """

    text: str
    kind: FlashKind = "success"
    link: Link | None = None
    undo: Link | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """How long the login goes on if nothing more is done; ``final``: no visit prolongs it any further.

    ``holder`` tells one person's kept texts from another's in the browser, and nothing else.
    """

    seconds: int
    final: bool
    holder: str
    stay_url: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys to press one after another, and what they do; ``href`` is the place that they lead to."""

    keys: tuple[str, ...]
    words: str
    href: str | None = None

    @property
    def name(self) -> str:
        """As script compares it."""
        return " ".join(self.keys)


@dataclass(frozen=True, slots=True)
class Footer:
    """The running version and the pages that the law and the licence ask for."""

    version: str
    source_url: str
    accessibility_url: str | None = None
    shortcuts_url: str | None = None
    check_url: str | None = None
    summaries_url: str | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    """One page's frame. `title` is both the heading and the start of the window's title.

    `failed` says in the window's title that a form came back with errors. `csrf` is the token
    that forms carry; it is empty on pages without forms, such as errors before a session exists.
    """

    title: str
    lang: str
    footer: Footer
    caption: str = ""
    programme: str = "Podaj Dalej"
    tagline: str = ""
    home: str = "/"
    nav: tuple[Link, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    person: Person | None = None
    sign_in_url: str | None = None
    search: Search | None = None
    waiting: Waiting | None = None
    back: Link | None = None
    flash: tuple[Flash, ...] = ()
    csrf: str = ""
    failed: bool = False
    session: Session | None = None
    shortcuts: tuple[Shortcut, ...] = ()
    now: datetime | None = None
    address: str = ""
    """When and where the page was made: printed pages say so."""
    today_only: str = ""
    """The page's address without its days, where a past day was asked for and the page knows only today."""

    def keys_of(self, href: str) -> str | None:
        """The shortcut to a place, for the link that leads there."""
        return next((each.name for each in self.shortcuts if each.href == href), None)
