"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE role_archive AS SELECT * FROM role")
    # alembic-gate: ignore[destructive/drop-table] kept in role_archive
    op.drop_table("role")


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
    op.execute("INSERT INTO role SELECT * FROM role_archive")
    op.drop_table("role_archive")
