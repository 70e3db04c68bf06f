"""Whether anything else has been accepted since a board was drawn, from the months of posts.

A word each, which is another one after any change of this year's accepted entries, and whenever
a month is the first or the last of a post to be told of.
"""

from karsa.accounts.actor import Actor
from karsa.kit import statements

_TOLD = """
SELECT count(*), coalesce(sum(kept.mark), 0) FROM {posts}
JOIN journal_entrymonth kept ON kept.assignment_id = {post} AND kept.month >= %(first)s
"""
_OWN = _TOLD.format(posts="org_assignment held", post="held.id") + "WHERE held.employee_id = %(me)s"
_TEAM = (
    _TOLD.format(posts="org_raterline line", post="line.assignment_id")
    + """
WHERE line.rater_id = %(me)s AND line.starts <= %(today)s
  AND (line.ends IS NULL OR line.ends >= %(today)s)
"""
)


def told_by_me(actor: Actor) -> str:
    """Return the word of the actor's own entries. One query."""
    return _word(_OWN, actor)


def told_by_team(actor: Actor) -> str:
    """Return the word of the entries of the people the actor rates. One query."""
    return _word(_TEAM, actor)


def _word(statement: str, actor: Actor) -> str:
    first = actor.today.replace(month=1, day=1)
    asked = {"me": actor.me, "today": actor.today, "first": first}
    [(months, marks)] = statements.rows(statement, asked)
    return f"{months} {marks}"
