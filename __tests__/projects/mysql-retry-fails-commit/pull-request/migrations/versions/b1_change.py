"""b1"""

from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO account (id, email) VALUES (101, 'a@example.org')")
    op.execute("COMMIT")
    op.execute("UPDATE account SET email = 'b@example.org' WHERE id = 101")


def downgrade():
    op.execute("DELETE FROM account WHERE id = 101")
