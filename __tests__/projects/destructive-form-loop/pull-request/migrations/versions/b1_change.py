"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    for column in ("phone", "points"):
        op.drop_column("customer", column)
    for table in ["role"]:
        op.execute(f"DROP TABLE {table}")


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
    op.add_column("customer", sa.Column("phone", sa.String(20)))
    op.add_column("customer", sa.Column("points", sa.Integer))
