"""files of the server"""
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE EXTENSION file_fdw")


def downgrade():
    op.execute("DROP EXTENSION file_fdw")
