"""d1"""

import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = "c1"


def upgrade():
    op.add_column("topic", sa.Column("body", sa.Text))


def downgrade():
    op.drop_column("topic", "body")
