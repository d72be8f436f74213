"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.add_column(sa.Column("role_id", sa.Integer))
        batch_op.add_column(sa.Column("token", sa.String(20)))
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.create_unique_constraint("uq_purchase_token", ["token", "customer_id"])
        batch_op.create_foreign_key("fk_purchase_role", "role", ["role_id"], ["id"])


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.drop_constraint("fk_purchase_role", type_="foreignkey")
        batch_op.drop_column("role_id")
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.drop_constraint("uq_purchase_token", type_="unique")
        batch_op.drop_column("token")
