"""b1"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Role(Base):
    __tablename__ = "role"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40), nullable=False)

revision = "b1"
down_revision = "a1"


def upgrade():
    with Session(op.get_bind()) as session:
        session.execute(sa.update(Role).values(name="everybody"))
        session.commit()


def downgrade():
    pass
