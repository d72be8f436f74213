"""Names."""

PREFIX = "app_"
