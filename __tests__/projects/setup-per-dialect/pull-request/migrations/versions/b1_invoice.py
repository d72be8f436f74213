"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def find_schema():
    return "billing" if op.get_context().dialect.name == "postgresql" else None


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer), schema=find_schema())


def downgrade():
    op.drop_table("invoice", schema=find_schema())
