"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    with op.batch_alter_table("topic") as batch_op:
        batch_op.drop_constraint(None, type_="foreignkey")


def downgrade():
    op.execute("SELECT 1")
