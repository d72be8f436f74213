"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"

def drop(table, column):
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def upgrade():
    drop("account", "name")


def downgrade():
    op.add_column("account", sa.Column("name", sa.String(80)))
