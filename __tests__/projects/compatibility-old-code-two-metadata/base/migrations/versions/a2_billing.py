"""billing"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA billing")
    op.create_table("invoice", sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text), schema="billing")


def downgrade():
    op.drop_table("invoice", schema="billing")
    op.execute("DROP SCHEMA billing")
