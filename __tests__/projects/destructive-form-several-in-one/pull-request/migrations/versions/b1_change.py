"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer DROP COLUMN phone, DROP COLUMN points; DELETE FROM purchase; DROP TABLE role")


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
    op.add_column("customer", sa.Column("phone", sa.String(20)))
    op.add_column("customer", sa.Column("points", sa.Integer))
