"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    name = op.get_bind().execute(sa.text("SELECT name FROM role ORDER BY id LIMIT 1")).scalar_one()
    op.create_table("badge", sa.Column("id", sa.Integer, primary_key=True), sa.Column("role", sa.String(40), server_default=str(len(name))))


def downgrade():
    op.drop_table("badge")
