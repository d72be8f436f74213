"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.add_column("topic", sa.Column("owner_id", sa.Integer, sa.ForeignKey("account.id", name="fk_topic_owner")))


def downgrade():
    op.drop_column("topic", "owner_id")
