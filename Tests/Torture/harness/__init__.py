"""What the torments share: the daemon, its clients, and what they hold it to."""
