"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE customer SET phone = NULL, name = upper(name)")
    op.execute("INSERT INTO customer (id, email) VALUES (99, 'system@example.org')")


def downgrade():
    pass
