"""Days of long work, in which whatever works is killed at random; then everything is counted.

A kill counts only if it fell in the middle: the work's task is still marked as running behind it.
"""

import json
from collections import Counter
from hashlib import sha256
from random import Random

from tests.faults.engines import Engine
from tests.faults.nursery import Child, Nursery

# How often one piece of work is killed before it may end; the product gives up after ten.
MOST_A_TASK = 3
_LONGEST = 1.2
_WORKER = ("worker", "--batch", "--interval=0", "--no-startup-delay")
_QUEUE = "django_tasks_database_dbtaskresult"
# Rows that tell of the way and not of the state: tries, seals of some seconds, hours, sessions.
_OF_THE_WAY = {
    _QUEUE,
    "audit_auditseal",
    "jobs_oncekey",
    "karsa_cache",
    "accounts_session",
    "django_session",
}
_OPERATIONS = {
    "org.import": "import",
    "consequences.allowance": "payout",
    "evaluations.print": "print",
    "evaluations.keep_proposals": "closing",
}
_POSTS = "org_assignment post JOIN org_employee person ON person.id = post.employee_id"
# By the names people have, since keys leave gaps where a step was undone.
_FACTS = {
    "people": "SELECT nip, name FROM org_employee",
    "posts": f"SELECT person.nip, post.starts, post.unit_id FROM {_POSTS}",
    "proposals": """SELECT period.number, person.nip, kept.result_rating, kept.behaviour_rating
        FROM evaluations_keptproposal kept JOIN org_period period ON period.id = kept.period_id
        JOIN org_assignment post ON post.id = kept.assignment_id
        JOIN org_employee person ON person.id = post.employee_id""",
    "months": "SELECT month, version, state, people, held, total FROM consequences_allowancerun",
    "payout": """SELECT run.month, person.nip, line.standing, line.amount
        FROM consequences_allowanceline line
        JOIN org_employee person ON person.id = line.employee_id
        JOIN consequences_allowancerun run ON run.id = line.run_id""",
    "batches": "SELECT id, kind, state, total, done, taken, refused, problem FROM jobs_batch",
    "rows": "SELECT batch_id, number, outcome FROM jobs_batchrow",
    "acts": "SELECT verb, object_id FROM audit_auditentry",
    "closed": "SELECT number, is_closed FROM org_period",
    "work": f"SELECT args_kwargs, status FROM {_QUEUE} WHERE status <> 'SUCCESSFUL'",
}
State = dict[str, str | int]


def state_of(engine: Engine) -> State:
    """Every table's rows, and what the main ones say, whatever their order."""
    told: State = {}
    for table in _tables(engine):
        if table not in _OF_THE_WAY:
            told[f"rows of {table}"] = engine.rows(f'SELECT count(*) FROM "{table}"')[0][0]
    for name, query in _FACTS.items():
        found = "\n".join(sorted(map(str, engine.rows(query))))
        told[name] = sha256(found.encode()).hexdigest() if len(found) > 2_000 else found
    return told


def _tables(engine: Engine) -> list[str]:
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }
    return sorted(name for (name,) in engine.rows(listed[engine.name]))


def undisturbed(engine: Engine, nursery: Nursery) -> State:
    """What a day ends with in which nothing goes wrong."""
    nursery.run(*_WORKER)
    return finished(engine, nursery)


def finished(engine: Engine, nursery: Nursery) -> State:
    """The state at a day's end: nothing waits, database and record are sound."""
    engine.check()
    told = json.loads(nursery.run("verify-audit", "--json"))
    assert all(one["whole"] for one in told.values()), told
    left = engine.rows(f"SELECT args_kwargs, status, traceback FROM {_QUEUE}")
    assert not [row for row in left if row[1] in ("RUNNING", "FAILED")], left
    return state_of(engine)


def day(engine: Engine, nursery: Nursery, rng: Random, want: int) -> Counter[str]:
    """Kill the day's work up to `want` times, let it finish; return kills by what was killed."""
    kills: Counter[str] = Counter()
    of_task: Counter[str] = Counter()
    while kills.total() < want:
        worker = nursery.begin(*_WORKER)
        if not _is_at_work(engine, worker, of_task) or worker.wait(rng.uniform(0, _LONGEST)):
            break
        if not _is_at_work(engine, worker, of_task):  # by now it may do what was killed enough
            break
        weapon = rng.choice(("worker", "worker alone", *engine.weapons))
        if hit := _kill(engine, worker, weapon, rng):
            key, name = hit
            of_task[key] += 1
            kills[f"{_OPERATIONS.get(name, 'nightly')}: {weapon}"] += 1
    for _round in range(2):  # what a passing fault broke off is taken up by the next worker
        nursery.run(*_WORKER)
    return kills


def _kill(engine: Engine, worker: Child, weapon: str, rng: Random) -> tuple[str, str] | None:
    """Kill; return the key and the name of what was in the middle, None if nothing was."""
    before = _marked(engine)
    if weapon in engine.weapons:
        engine.kill(weapon, rng)
        worker.wait(1)  # it may end by itself, or go on
        worker.kill()
        return before
    worker.kill(with_group=weapon == "worker")
    return _marked(engine)


def _is_at_work(engine: Engine, worker: Child, of_task: Counter[str]) -> bool:
    """Wait until the worker does something that may be killed; False if it ends first."""
    while worker.is_alive:
        found = _marked(engine)
        if found and of_task[found[0]] < MOST_A_TASK:
            return True
        worker.wait(0.02)
    return False


def _marked(engine: Engine) -> tuple[str, str] | None:
    """The key and the name of what is being done."""
    rows = engine.rows(f"SELECT id, args_kwargs FROM {_QUEUE} WHERE status = 'RUNNING'")
    if not rows:
        return None
    given = rows[0][1] if isinstance(rows[0][1], dict) else json.loads(rows[0][1])
    return str(rows[0][0]), given["args"][0]
