"""b1"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "b1"
down_revision = "a1"

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customer"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(120))
    label = sa.Column(sa.String(200))


def upgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.add_column(sa.Column("label", sa.String(200)))
    with Session(op.get_bind()) as session:
        for customer in session.scalars(sa.select(Customer)):
            customer.label = f"{customer.id} {customer.email}"
        session.commit()
    with op.batch_alter_table("customer") as batch_op:
        batch_op.alter_column("label", existing_type=sa.String(200), nullable=False)


def downgrade():
    with op.batch_alter_table("customer") as batch_op:
        batch_op.drop_column("label")
