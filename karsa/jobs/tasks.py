"""The one task the queue knows: it finds the work by its name and runs it for its agency."""

from django_tasks import task

from karsa.jobs.registry import known
from karsa.kit import clock
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


@task()
def perform(name: str, agency_id: int, kwargs: dict[str, int | str]) -> None:
    agency = Agency.objects.get(pk=agency_id)
    work, own_scope = known(name)
    if own_scope:
        work(agency, clock.now(), **kwargs)
        return
    with scope(agency):
        work(agency, clock.now(), **kwargs)
