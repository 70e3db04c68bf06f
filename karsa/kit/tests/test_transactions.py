"""Work joins the transaction at hand, and makes one where there is none."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from karsa.kit.transactions import joined


def test_it_makes_one_where_there_is_none(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():  # a test's own transaction would be the one at hand
        with joined():
            assert connection.in_atomic_block
        assert not connection.in_atomic_block


@pytest.mark.django_db
def test_a_refusal_leaves_the_one_at_hand_whole_and_took_no_savepoint():
    with transaction.atomic(), CaptureQueriesContext(connection) as sent:
        with pytest.raises(LookupError), joined():
            raise LookupError
        assert not connection.needs_rollback
    assert not [one for one in sent.captured_queries if "SAVEPOINT" in one["sql"]]
