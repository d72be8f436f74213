"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("boss_id", sa.Integer, sa.ForeignKey("account.id", name="fk_boss")))


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint("fk_boss", type_="foreignkey")
        batch_op.drop_column("boss_id")
