"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("loud", sa.String, sa.Computed("upper(name)", persisted=False)))
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("loud")
        batch_op.add_column(sa.Column("loud", sa.String, sa.Computed("upper(name)", persisted=True)))


def downgrade():
    op.drop_column("account", "loud")
