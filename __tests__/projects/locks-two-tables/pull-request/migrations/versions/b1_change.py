"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("note", sa.Text))
    op.add_column("purchase", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("purchase", "note")
    op.drop_column("customer", "note")
