"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM customer")) > 0:
        op.drop_column("customer", "phone")


def downgrade():
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM customer")) > 0:
        op.add_column("customer", sa.Column("phone", sa.String(20)))
