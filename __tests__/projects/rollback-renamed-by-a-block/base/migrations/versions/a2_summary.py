"""summaries of accounts"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("summary", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", name="summary_old_fkey")))


def downgrade():
    op.drop_table("summary")
