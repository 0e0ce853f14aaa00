"""Every code that people read has a label, and no label belongs to a code that is gone."""

import pytest

from grants.catalogue import CATALOGUE
from grants.kernel import codes
from grants.lifecycle.explaining import LINES
from grants.lifecycle.figures import METRICS
from grants.lifecycle.settlement import Account
from grants.lifecycle.stages import MAY, Stage
from grants.lifecycle.state import State
from grants.lifecycle.summary import summary
from grants.read import forecasting, supposing
from grants.read._dues import KINDS
from grants.read.checks import CHECKS
from grants.read.ledger.figures import FIGURES
from grants.read.trail import kinds
from grants.wording.labels import DIMENSIONS, dimension, label, labels, metric
from grants.wording.tables import TABLES
from grants.wording.values import state_value

CODES: dict[str, set[str]] = {
    "stage": {stage.value for stage in Stage},
    "step": {step for steps in MAY.values() for step in steps},
    "command": {command.__name__ for command in CATALOGUE},
    "role": {role.value for role in codes.Role},
    "mode": set(codes.MODES),
    "policy": set(codes.POLICIES),
    "source": set(codes.SOURCES),
    "ground": set(codes.WAIVER_GROUNDS),
    "participant": set(codes.PARTICIPANT_KINDS),
    "channel": set(codes.CHANNELS),
    "via": set(codes.CHANNELS),
    "purpose": set(codes.PURPOSES),
    "category": set(codes.COST_CATEGORIES),
    "check": set(codes.CHECKLIST),
    "consent": set(codes.CONSENTS),
    "pair": set(codes.FOUR_EYES),
    "pair_help": set(codes.FOUR_EYES),
    "metric": set(METRICS) | set(FIGURES),
    "definition": set(METRICS) | set(FIGURES),
    "state": set(summary(State())),
    "finding_kind": set(codes.FINDING_KINDS),
    "severity": set(codes.SEVERITIES),
    "read_form": set(codes.READ_FORMS),
    "read_subject": set(codes.READ_SUBJECTS),
    **{f"audit_check{part}": set(CHECKS) for part in ("", "_looks_for", "_matters", "_blind")},
    "alike": {"both", "number", "issuer", "neither", "unknown"},
    "decision": {"accepted", "rejected"},
    "outcome": {"full", "partial"},
    "virtual_by": {"met", "waived", "overridden", "nothing_counted", "unmet"},
    "due": set(KINDS),
    "step_kind": set(kinds.KINDS),
    "turn": set(KINDS.values()),
    "voivodeship": {f"{number:02}" for number in range(2, 34, 2)},
    "compared": set(supposing.OWN),
    "compared_help": set(supposing.OWN),
    "differs": set(supposing.REASONS),
    "settlement_line": set(LINES),
    "settlement_rule": {"sum", "least", "rest"},
    "settlement_fact": {
        "Award",
        "AwardChange",
        "Cost",
        "Meeting",
        "Payment",
        "Reversal",
        "RefundIn",
        "WriteOff",
    },
    "coming": set(forecasting.CODES),
    "coming_help": set(forecasting.CODES),
    "left_out": {"window", "partner", "rejected", "withdrawn", "open"},
    "waiver_state": {"none", "asked", "granted", "refused"},
}
OWN = {"field", "status", "answer", "examined", "finding", "advice", "seal", "audit_hit", "audit_step"}
"""Tables whose codes are the wording's own, or tested elsewhere."""


@pytest.mark.parametrize("table", sorted(CODES))
def test_the_table_is_whole(table: str) -> None:
    assert TABLES[table].keys() == CODES[table]


def test_every_table_is_held_against_its_codes() -> None:
    assert TABLES.keys() == CODES.keys() | OWN


def test_the_settlement_names_its_lines() -> None:
    assert {"outcome", "virtual_by"} <= set(Account.__dataclass_fields__)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_labels_of_one_table_differ(lang: str) -> None:
    for table in TABLES.keys() - {"field", "command"}:
        said = labels(table, lang)
        assert len(set(said.values())) == len(said), table


def test_status_words_are_those_that_clerks_know() -> None:
    words = ["Złożony", "Do poprawy", "Przyznany", "Rozliczony", "Odrzucony", "Wycofany", "Sprawozdanie złożone"]
    assert set(words) <= set(labels("stage", "pl").values())
    assert {"W realizacji", "Wypłacony", "Zwrot", "Po terminie"} <= set(labels("status", "pl").values())


def test_a_code_of_the_rounds_own_is_shown_as_it_is() -> None:
    assert label("channel", "big_blue_button", "pl") == "big blue button"
    assert label("channel", "chat", "pl") == "czat"


def test_a_figure_has_a_label_and_one_sentence_that_defines_it() -> None:
    for code in TABLES["metric"]:
        for lang in ("pl", "en"):
            said = metric(code, lang)
            assert said.definition.endswith(".")
            assert said.definition.count(".") == 1


def test_a_figures_dimension_is_named() -> None:
    assert {code for code, figure in FIGURES.items() if figure.dimension} == DIMENSIONS.keys()
    assert dimension("meetings_held", "virtual", "pl") == "wirtualne"
    assert dimension("waivers", "granted", "pl") == "udzielone"
    assert dimension("paid", "", "pl") == ""


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("stage", "applied", "Złożony"), ("paid", 100_000, "1\u00a0000,00\u00a0zł"), ("number", None, "brak"),
        ("requirement_met", "yes", "tak"), ("report_due_on", "2013-09-21", "21.09.2013"),
        ("waiver", "asked", "czeka na decyzję"), ("meetings_held", 0, "0"), ("agreement", "PRB/42", "PRB/42"),
    ],
)  # fmt: skip
def test_values_of_a_state_are_written_for_people(key: str, value: object, shown: str) -> None:
    assert state_value(key, value, "pl") == shown
