"""What the fence raises."""


class FenceError(Exception):
    """A connection that the fence refused."""
