"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.add_column(sa.Column("payer_id", sa.Integer))
    op.execute("UPDATE purchase SET payer_id = customer_id")
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.alter_column("payer_id", existing_type=sa.Integer, nullable=False)
        batch_op.create_foreign_key("fk_purchase_payer", "customer", ["payer_id"], ["id"])


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.drop_constraint("fk_purchase_payer", type_="foreignkey")
        batch_op.drop_column("payer_id")
