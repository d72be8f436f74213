"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.rename_table("role", "duty")


def downgrade():
    op.rename_table("duty", "role")
