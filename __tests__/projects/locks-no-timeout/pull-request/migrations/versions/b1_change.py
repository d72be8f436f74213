"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("note", sa.Text))
    op.add_column("customer", sa.Column("remark", sa.Text))


def downgrade():
    op.drop_column("customer", "remark")
    op.drop_column("customer", "note")
