"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.drop_column("role", "name")
    op.drop_table("role")
    op.drop_table("purchase")


def downgrade():
    raise NotImplementedError
