"""sum"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.drop_column("invoice", "note", schema="billing")


def downgrade():
    op.add_column("invoice", sa.Column("note", sa.Text), schema="billing")
