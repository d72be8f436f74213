"""c1"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    op.add_column("topic", sa.Column("body", sa.Text))


def downgrade():
    op.drop_column("topic", "body")
