"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE DATABASE IF NOT EXISTS reporting")
    op.create_table("daily", sa.Column("id", sa.Integer, primary_key=True), schema="reporting", if_not_exists=True)


def downgrade():
    op.drop_table("daily", schema="reporting")
    op.execute("DROP DATABASE reporting")
