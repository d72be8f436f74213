"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer), schema="billing")


def downgrade():
    op.drop_table("invoice", schema="billing")
