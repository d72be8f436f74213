"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.get_bind().execute(sa.text("ALTER TABLE customer DROP COLUMN phone"))


def downgrade():
    op.add_column("customer", sa.Column("phone", sa.String(20)))
