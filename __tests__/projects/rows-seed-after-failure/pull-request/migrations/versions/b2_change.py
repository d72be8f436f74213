"""b2"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.execute("UPDATE role SET name = 'writer' WHERE name = 'editor'")


def downgrade():
    pass
