"""The Python half of Alembic Gate's bridge. It reports; it never judges."""
