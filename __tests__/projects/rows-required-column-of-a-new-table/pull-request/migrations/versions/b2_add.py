"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    with op.batch_alter_table("tag") as batch_op:
        batch_op.add_column(sa.Column("label", sa.String(40), nullable=False))


def downgrade():
    with op.batch_alter_table("tag") as batch_op:
        batch_op.drop_column("label")
