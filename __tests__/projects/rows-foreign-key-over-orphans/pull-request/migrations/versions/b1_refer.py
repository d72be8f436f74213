"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.create_foreign_key("fk_purchase_referrer", "customer", ["referrer"], ["id"])


def downgrade():
    with op.batch_alter_table("purchase") as batch_op:
        batch_op.drop_constraint("fk_purchase_referrer", type_="foreignkey")
    if op.get_bind().dialect.name in ("mysql", "mariadb"):
        op.drop_index("fk_purchase_referrer", "purchase")
