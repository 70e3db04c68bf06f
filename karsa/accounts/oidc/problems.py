"""What is wrong with a provider, in a sentence for whoever sets it up."""

from karsa.rules.refused import Refused


class Problem(Refused):
    """The provider cannot be used, or its answer not be trusted."""
