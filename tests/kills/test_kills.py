"""A short share of ``make kills``: the process is killed with commands under way, on both databases."""

import pytest

from tests.kills.campaign import Campaign
from tests.kills.findings import look
from tests.kills.tampering import put_in_twice, take_out
from tests.support.postgres import Database


@pytest.fixture
def owner_url(store_url: str, request: pytest.FixtureRequest) -> str:
    """The same database for somebody who may delete from the log."""
    if store_url.startswith("sqlite"):
        return store_url
    database: Database = request.getfixturevalue("postgres_database")
    return database.owner


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed(store_url: str, owner_url: str) -> None:
    campaign = Campaign(store_url, commands=90, kills_wanted=2)
    campaign.run()
    assert campaign.in_flight_kills >= 2
    assert campaign.resent >= campaign.in_flight_kills, "a kill must have met a command under way"
    assert len(campaign.acknowledged) >= 90
    assert look(store_url, campaign.by_command()).good

    put_in_twice(owner_url)
    assert look(store_url, campaign.by_command()).doubled == 1, "control: a doubled event is seen"
    for _ in range(2):
        take_out(owner_url)
    found = look(store_url, campaign.by_command())
    assert found.lost > 0, "control: a lost event is seen"
    assert found.differing > 0, "control: rows that the log does not explain are seen"
