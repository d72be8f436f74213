"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.add_column("vault", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("vault", "note")
