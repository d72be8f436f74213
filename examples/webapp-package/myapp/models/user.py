from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from myapp.models.base import Base


class User(Base):
    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))

    articles: Mapped[list["Article"]] = relationship(back_populates="author")  # noqa: F821
