"""The tables of the application."""
from myapp.models.article import Article
from myapp.models.base import Base
from myapp.models.user import User

__all__ = ["Article", "Base", "User"]
