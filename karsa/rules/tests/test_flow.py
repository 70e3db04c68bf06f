import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.flow import EVALUATION, FLOWS, PLAN, STATE_NAMES, is_final, step
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few

FIRST = {
    "complaint": "filed",
    "objection": "filed",
    "measurement": "held",
    "obstacle": "open",
    "directive": "sent",
    "revision": "proposed",
    "innovation": "idea",
    "development": "proposed",
    "registration": "requested",
}


@pytest.mark.parametrize("name", FLOWS)
def test_every_state_is_known_named_and_reachable(name):
    flow = FLOWS[name]
    reached, waiting = set(), {FIRST.get(name, "draft")}
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting |= flow[state] - reached
    assert reached == set(flow)
    assert reached <= set(STATE_NAMES)


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_can_end(name):
    flow = FLOWS[name]
    ends = {state for state in flow if is_final(flow, state)}
    assert ends
    for _ in flow:
        ends |= {state for state in flow if flow[state] & ends}
    assert ends == set(flow)


@few
@given(st.sampled_from(sorted(FLOWS)), st.data())
def test_a_step_is_in_the_table_or_refused(name, data):
    flow = FLOWS[name]
    now, then = (data.draw(st.sampled_from(sorted(flow))) for _ in range(2))
    if then in flow[now]:
        assert step(flow, now, then) == then
    else:
        with pytest.raises(Refused, match="belum bisa"):
            step(flow, now, then)


def test_a_refusal_speaks_indonesian():
    with pytest.raises(Refused, match=r"“draf”.*“ditetapkan”"):
        step(PLAN, "draft", "set")


def test_a_set_plan_is_not_edited_and_an_unsigned_document_can_be_objected_to():
    assert PLAN["set"] == {"superseded"}
    assert "objected" in EVALUATION["returned_unsigned"]


def test_the_states_are_all_used():
    assert {state for flow in FLOWS.values() for state in flow} == set(STATE_NAMES)
