"""who reads them"""
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    op.execute("CREATE USER reporter")


def downgrade():
    op.execute("DROP USER reporter")
