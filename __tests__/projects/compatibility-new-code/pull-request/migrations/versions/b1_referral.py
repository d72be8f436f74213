"""referral"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("referral", sa.String(20)))
    op.drop_column("purchase", "reference")


def downgrade():
    op.add_column("purchase", sa.Column("reference", sa.String(20), nullable=False, server_default="-"))
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("reference", existing_type=sa.String(20), existing_nullable=False, server_default=None)
    op.drop_column("customer", "referral")
