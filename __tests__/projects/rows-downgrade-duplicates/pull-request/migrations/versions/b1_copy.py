"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("duty", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40)))
    op.execute("INSERT INTO duty (name) SELECT name FROM role")


def downgrade():
    op.execute("INSERT INTO role (name) SELECT name FROM duty")
    op.drop_table("duty")
