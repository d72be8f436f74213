"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN grade ENUM('low', 'high') NOT NULL")
    op.execute("ALTER TABLE customer ADD COLUMN twice integer GENERATED ALWAYS AS (char_length(email)) STORED")


def downgrade():
    op.drop_column("customer", "twice")
    op.drop_column("customer", "grade")
