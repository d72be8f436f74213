"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("PRAGMA legacy_alter_table = OFF")
    op.rename_table("account", "account_old")
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80)),
        sa.Column("age", sa.Integer),
    )
    op.execute("INSERT INTO account (id, email, name) SELECT id, email, name FROM account_old")
    op.drop_table("account_old")


def downgrade():
    op.drop_column("account", "age")
