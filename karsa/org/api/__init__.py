"""What machines may read of the organisation, and what they may send."""

from ninja import Router

from karsa.org.api import reading, sending

router = Router()
router.add_router("", reading.router)
router.add_router("", sending.router)
