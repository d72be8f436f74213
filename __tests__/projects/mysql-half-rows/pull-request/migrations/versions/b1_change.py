"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO account (email) VALUES ('a@example.org')")
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))
    op.execute("INSERT INTO absent VALUES (1)")


def downgrade():
    op.drop_table("topic")
