"""The allowance of Rina."""

from karsa.consequences.tests import make_allowance as make


def tpp_line(people) -> int:
    return make.line(people).pk


def tpp_run(people) -> int:
    return make.run(people).pk


def proposed_tpp(people) -> int:
    return make.proposed(people).pk


def tpp_rule(people) -> int:
    return make.rule(people).pk


def tpp_draft(people) -> int:
    return make.draft(people).pk


def proposed_tpp_rule(people) -> int:
    return make.draft(people, state="proposed").pk
