"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))


def downgrade():
    op.drop_table("topic")
    op.drop_column("account", "absent")
    op.drop_column("account", "name")
