"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))


def downgrade():
    op.execute("SELECT 1")
