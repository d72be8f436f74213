"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"

account = sa.Table(
    "account",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.String(120, collation="NOCASE"), nullable=False),
    sa.Column("name", sa.String(80)),
    sa.CheckConstraint("name <> email"),
    sqlite_autoincrement=True,
)


def upgrade():
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    with op.batch_alter_table("account", copy_from=account) as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=False)


def downgrade():
    with op.batch_alter_table("account", copy_from=account) as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=True)
