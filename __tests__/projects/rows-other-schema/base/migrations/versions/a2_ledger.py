"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE SCHEMA ledger")
    op.create_table("entry", sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text), schema="ledger")


def downgrade():
    op.drop_table("entry", schema="ledger")
    op.execute("DROP SCHEMA ledger")
