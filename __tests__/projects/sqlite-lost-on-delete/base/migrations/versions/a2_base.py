"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.drop_table("account")
    op.execute("CREATE TABLE account (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), boss INTEGER REFERENCES account (id) ON DELETE CASCADE, PRIMARY KEY (id))")


def downgrade():
    op.drop_table("account")
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80)),
    )
