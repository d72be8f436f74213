"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.create_check_constraint("ck_name", "length(name) > 1")


def downgrade():
    op.execute("SELECT 1")
