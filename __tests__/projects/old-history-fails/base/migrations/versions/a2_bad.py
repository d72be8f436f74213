"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("invoice", sa.Column("id", sa.Integer), schema="billing")


def downgrade():
    pass
