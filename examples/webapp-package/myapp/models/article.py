from datetime import datetime
from typing import Optional

from sqlalchemy import Enum, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from myapp.models.base import Base


class Article(Base):
    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Enum("draft", "published", name="article_state"), server_default="draft")
    published_at: Mapped[Optional[datetime]] = mapped_column(index=True)

    author: Mapped["User"] = relationship(back_populates="articles")  # noqa: F821
