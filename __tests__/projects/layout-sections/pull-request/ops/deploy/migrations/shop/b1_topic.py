"""topic, whose downgrade leaves it under another name"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade(tenant):
    op.create_table(f"topic of {tenant}", sa.Column("id", sa.Integer, primary_key=True))


def downgrade(tenant):
    op.rename_table(f"topic of {tenant}", f"topic of nobody")
