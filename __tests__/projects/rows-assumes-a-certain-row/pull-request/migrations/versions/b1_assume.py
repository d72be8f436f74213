"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("member", sa.Column("id", sa.Integer, primary_key=True), sa.Column("role_id", sa.Integer, sa.ForeignKey("role.id"), nullable=False))
    op.execute("INSERT INTO member (role_id) VALUES ((SELECT id FROM role WHERE name = 'admin'))")


def downgrade():
    op.drop_table("member")
