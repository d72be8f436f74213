import sqlalchemy as sa

from app.database import Base


class User(Base):
    __tablename__ = "user"

    id = sa.Column(sa.Integer, primary_key=True)
    username = sa.Column(sa.String, index=True)
