"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_unique_constraint("uq_name", ["name"])


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint("uq_name", type_="unique")
