"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id")))
    op.execute("INSERT INTO account (id, email) VALUES (1, 'ada@example.org')")
    op.execute("INSERT INTO topic (id, account_id) VALUES (1, 1)")


def downgrade():
    op.drop_table("topic")
    op.execute("DELETE FROM account")
