"""accounts"""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False), schema="app")
    op.create_table("event", sa.Column("number", sa.Integer))


def downgrade():
    op.drop_table("event")
    op.drop_table("account", schema="app")
