"""What the story must contain for pages to have something to show: each found in the raw events."""

from collections import Counter, defaultdict

from tests.demo.raw import Event, rounds


def _of(log: list[Event], topic: str) -> list[Event]:
    return [event for event in log if event.topic == topic]


def test_a_rejected_document_was_charged_again_by_another_library(demo_log: list[Event]) -> None:
    grants: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for event in _of(demo_log, "grant.cost_recorded.v1"):
        grants[event.values["document"]["key"]].append((event.stream, event.values["cost_no"]))
    twice = [places for places in grants.values() if len(places) > 1]
    rejected = {(event.stream, event.values["cost_no"]) for event in _of(demo_log, "grant.cost_rejected.v1")}
    assert len(twice) == 2
    assert all(first in rejected and second not in rejected and first[0] != second[0] for first, second in twice)


def test_a_library_led_in_both_rounds_and_was_a_partner_elsewhere(demo_log: list[Event]) -> None:
    names = rounds(demo_log)
    led: dict[str, set[str]] = defaultdict(set)
    joined: dict[str, set[str]] = defaultdict(set)
    for event in _of(demo_log, "coalition.formed.v1"):
        led[event.values["leading"]].add(names[event.values["round"]])
        for partner in event.values["partners"]:
            joined[partner].add(names[event.values["round"]])
    both = {library for library, rounds_ in led.items() if rounds_ >= {"PRB/I", "PRB/II"}}
    assert any(joined[library] for library in both)
    assert any("PD26/3" in rounds_ and "PRB/I" in rounds_ for rounds_ in led.values())


def test_returns_are_ordinary_and_rejections_rare(demo_log: list[Event]) -> None:
    topics = Counter(event.topic for event in demo_log)
    applied = topics["grant.applied.v1"]
    assert 10 <= topics["grant.application_returned.v1"] * 100 // applied <= 15
    assert topics["grant.application_rejected.v1"] * 100 // applied <= 2


def test_settlements_of_every_sort(demo_log: list[Event]) -> None:
    settled = [event.values for event in _of(demo_log, "grant.settled.v1")]
    assert {values["virtual_by"] for values in settled} == {"met", "waived", "overridden", "nothing_counted"}
    assert {values["counted"] for values in settled} >= {0, 1, 2, 3, 4, 5, 6}
    assert any(values["own_contribution"] for values in settled)
    assert any(values["days_late"] for values in settled)
    assert any(values["outcome"] == "partial" and values["recognised"] for values in settled)
    parts = Counter(event.stream for event in _of(demo_log, "grant.refund_received.v1"))
    assert max(parts.values()) == 2


def test_the_budgets_are_the_rounds_and_the_ceiling_holds(demo_log: list[Event]) -> None:
    awards = _of(demo_log, "grant.awarded.v1")
    assert max(event.values["amount"] for event in awards) == 100_000
    reserved: Counter[str] = Counter()
    for event in demo_log:
        if event.topic.startswith("round.funds_") and event.topic != "round.funds_kept.v1":
            reserved[event.stream] += event.values["new"] - event.values["old"]
    budgets = {
        event.stream: event.values["rules"]["budget"]
        for event in demo_log if event.topic in ("round.opened.v1", "round.rules_changed.v1")
    }  # fmt: skip
    named = {rounds(demo_log)[stream]: budget for stream, budget in budgets.items()}
    assert (named["PRB/I"], named["PRB/II"]) == (16_000_000, 13_500_000)
    assert all(reserved[stream] <= budget for stream, budget in budgets.items())
