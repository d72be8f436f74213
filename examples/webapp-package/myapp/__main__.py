"""Writes and lists articles: `python -m myapp [title]`."""
import sys
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from myapp.database import engine
from myapp.models import Article, User

with Session(engine) as session:
    if len(sys.argv) > 1:
        author = session.scalars(select(User)).first() or User(email="ann@example.org", name="Ann")
        session.add(Article(author=author, title=sys.argv[1], body="…", state="published", published_at=datetime.now()))
        session.commit()
    for article in session.scalars(select(Article).order_by(Article.published_at)):
        print(article.published_at, article.author.name, article.title)
