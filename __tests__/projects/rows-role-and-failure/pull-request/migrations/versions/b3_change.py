"""b3"""

from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.execute("UPDATE role SET name = 'x' || id")


def downgrade():
    pass
