"""Two loads that were measured in turn, over and over."""

import statistics


def times(results, others, figure="rate"):
    """How many times the other's figure the first one's is: the median over the rounds, in each of which both met the machine as
    it was then. A machine that does half as much from one round to the next changes the figures, and not what they are to
    each other."""
    return statistics.median(one[figure] / other[figure] for one, other in zip(results, others, strict=True))
