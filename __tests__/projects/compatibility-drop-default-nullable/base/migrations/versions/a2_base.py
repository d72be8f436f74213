"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE role ADD COLUMN colour varchar(20) DEFAULT 'red'")


def downgrade():
    op.drop_column("role", "colour")
