"""The pages that tell how the service is."""

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from skill.door.health import Health
from skill.storage import StorageError
from tests.pki import Door, envelope


def client(**told: object) -> FlaskClient:
    """A service whose pages tell these."""
    return Door(blueprints=[Health("1.2.3", "abc", **told).blueprint()]).client


def broken() -> None:
    """A store that does not answer."""
    raise StorageError("sqlite:///x", "gone")


def test_health_is_to_be_alive() -> None:
    """Whatever the store does, with the versions of code and content."""
    answer = client(prove_store=broken).get("/health")

    assert (answer.status_code, answer.json) == (200, {"status": "ok", "version": "1.2.3", "content": "abc"})


def test_ready_is_to_have_a_store_that_answers() -> None:
    """503 takes a service out of a proxy's choice; the reason is in the log and not in the answer."""
    assert client().get("/ready").status_code == 200
    answer = client(prove_store=broken).get("/ready")

    assert (answer.status_code, answer.json["status"]) == (503, "the store does not answer")


def test_figures_are_prometheus() -> None:
    """Prometheus' own parser reads the page."""
    answer = client(figures=lambda: b"coach_turns_total 1.0\n").get("/metrics")

    assert [family.name for family in text_string_to_metric_families(answer.text)] == ["coach_turns_total"]


@pytest.mark.parametrize("page", ["/ready", "/metrics"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via"])
def test_what_is_for_the_operator_is_not_shown_through_a_proxy(page: str, header: str) -> None:
    """A proxy that forwards everything does not publish the figures."""
    assert client().get(page, headers={header: "x"}).status_code == 403


def test_refusals_are_counted() -> None:
    """Each request that is not let in is told once."""
    told: list[int] = []
    door = Door(refused=lambda: told.append(1))

    door.post(envelope())
    door.post(b"{}")
    door.post(envelope(), {})

    assert len(told) == 2
