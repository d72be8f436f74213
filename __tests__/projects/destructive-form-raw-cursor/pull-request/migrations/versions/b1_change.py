"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    cursor = op.get_bind().connection.cursor()
    cursor.execute("ALTER TABLE customer DROP COLUMN phone")
    cursor.execute("DELETE FROM role")
    cursor.close()


def downgrade():
    op.add_column("customer", sa.Column("phone", sa.String(20)))
