"""What machines send of the figures, and what they may read."""

from ninja import Router

from karsa.indicators.api import feeding, figures

router = Router()
router.add_router("", feeding.router)
router.add_router("", figures.router)
