"""What the benchmark programs share: starting, loading and observing leashd and what it is compared with."""
