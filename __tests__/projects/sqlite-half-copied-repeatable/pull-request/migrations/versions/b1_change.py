"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    if sa.inspect(op.get_bind()).has_table("account"):
        op.execute("DROP TABLE IF EXISTS _alembic_tmp_account")
    else:
        op.rename_table("_alembic_tmp_account", "account")
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=False)


def downgrade():
    with op.batch_alter_table("account") as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(80), nullable=True)
