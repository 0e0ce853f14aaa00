"""The Polish catalogue is whole: every text of the sources and the templates is in it, and nothing else."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from grants.wording import catalogues
from grants.wording.catalogues import LANGS, polish_files, translations
from grants.wording.problems import PROBLEMS
from grants.wording.refusing import OTHER, REFUSALS
from grants.wording.speech import COUNTS
from grants.wording.tables import TABLES
from grants.wording.telling import SENTENCES
from tests.architecture.places import ROOT, SRC
from tests.wording.raised import calls, sources, text

pytestmark = pytest.mark.together

Key = tuple[str | None, str]
KEYWORDS = {
    "_": None, "say": None, "words": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
JINJA = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def written() -> Iterator[Key]:
    """The texts marked in the sources and in the templates."""
    for folder, files, method in ((SRC, "**.py", "python"), (ROOT / "templates", "**.*", "jinja2")):
        for _, _, message, _, context in extract_from_dir(
            str(folder), [(files, method)], {files: JINJA if method == "jinja2" else {}}, KEYWORDS
        ):
            yield context, message if isinstance(message, str) else message[0]


def literals() -> Iterator[Key]:
    """Every text of the pages' sources: some stand in a constant first and are translated where they are shown."""
    for name, tree in sources():
        if name.startswith("web/"):
            yield from ((None, found) for node in ast.walk(tree) if (found := text(node)))


def paired() -> Iterator[Key]:
    """The pairs ``Words("what happened", "what to do")`` of the error pages."""
    for name, tree in sources():
        if name.startswith("web/"):
            found = (call for call in calls(tree) if getattr(call.func, "id", "") == "Words")
            yield from ((None, said) for call in found for each in call.args if (said := text(each)))


def tabled() -> Iterator[Key]:
    """The texts that stand in the tables of ``wording``."""
    for name, table in TABLES.items():
        yield from ((name, source) for source in table.values())
    for words in (*REFUSALS.values(), OTHER):
        yield from (("refusal", part) for part in words)
    yield from (("problem", source) for source in PROBLEMS.values())
    yield from (("sentence", source) for each in SENTENCES.values() for source in each.words)
    yield from (("count", one) for one, _ in COUNTS.values())


def entries() -> Iterator[tuple[str, Message]]:
    return ((name, message) for name, catalogue in polish_files() for message in catalogue if message.id)


def key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.fixture(scope="module")
def wanted() -> set[Key]:
    return {*written(), *paired(), *tabled()}


@pytest.fixture(scope="module")
def known() -> set[Key]:
    return {key(message) for _, message in entries()}


def test_every_text_is_in_polish(wanted: set[Key], known: set[Key]) -> None:
    assert sorted(map(str, wanted - known)) == []


def test_no_translation_is_left_over(wanted: set[Key], known: set[Key]) -> None:
    assert sorted(map(str, known - wanted - set(literals()))) == []


def test_nothing_is_empty_and_nothing_is_a_guess() -> None:
    for name, message in entries():
        forms = strings(message)
        assert all(form.strip() for form in forms), f"{name}: {message.id!r}"
        assert len(forms) == (3 if message.pluralizable else 1), f"{name}: {message.id!r}"
        assert not message.fuzzy, f"{name}: {message.id!r}"


def test_no_two_files_translate_the_same_text_differently() -> None:
    told: dict[Key, object] = {}
    for name, message in entries():
        assert told.setdefault(key(message), message.string) == message.string, f"{name}: {message.id!r}"


def test_no_file_says_a_text_twice() -> None:
    for name, catalogue in polish_files():
        source = (SRC / "grants/wording/locale/pl" / name).read_text()
        assert len(re.findall(r"^msgid ", source, re.MULTILINE)) == len([m for m in catalogue if m.id]) + 1, name


def places(source: str) -> Counter[str]:
    """The places of values: ``{name}``, ``%(name)s``, and the browser's own ``%{count}``."""
    brackets = [name for _, name, _, _ in Formatter().parse(re.sub(r"%%?\{count\}", "", source)) if name]
    return Counter(brackets + re.findall(r"%\((\w+)\)[sd]", source) + re.findall(r"%\{count\}", source))


def test_places_of_values_survive_translation() -> None:
    for name, message in entries():
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = strings(message)
        wanted = places(sources[-1])
        assert all(places(form) == wanted for form in forms[1:] or forms), f"{name}: {message.id!r}"
        assert places(forms[0]) <= wanted, f"{name}: {message.id!r}"


def test_polish_sentences_end_as_the_english_ones_do() -> None:
    for name, message in entries():
        if message.context in {"refusal", "definition"}:
            assert str(message.string).endswith("."), f"{name}: {message.id!r}"
        elif message.context in {"sentence", "problem"}:
            assert not str(message.string).endswith("."), f"{name}: {message.id!r}"


def test_two_languages_are_spoken_and_polish_is_the_first() -> None:
    assert LANGS == ("pl", "en")
    assert translations() is translations("pl")
    assert translations("pl").pgettext("stage", "Settled") == "Rozliczony"
    assert translations("en").pgettext("stage", "Settled") == "Settled"
    with pytest.raises(KeyError):
        translations("de")


def test_plurals_come_from_the_catalogue() -> None:
    polish = translations("pl")
    said = [polish.npgettext("count", "{n} meeting", "{n} meetings", n) for n in (1, 2, 5, 12, 22, 0)]
    assert said == [f"{{n}} {w}" for w in ("spotkanie", "spotkania", "spotkań", "spotkań", "spotkania", "spotkań")]


def test_the_first_file_wins_where_two_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    name, catalogue = next(file for file in polish_files() if file[0] == "labels.po")
    other = catalogue.__class__(locale="pl")
    other.add("Settled", "Inaczej", context="stage")
    monkeypatch.setattr(catalogues, "polish_files", lambda: [(name, catalogue), ("other.po", other)])
    found = catalogues.merged().get("Settled", "stage")
    assert found is not None
    assert found.string == "Rozliczony"
