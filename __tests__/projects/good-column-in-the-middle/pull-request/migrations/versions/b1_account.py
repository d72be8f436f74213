"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE account SET name = '' WHERE name IS NULL")
    op.alter_column("account", "name", existing_type=sa.String(80), type_=sa.String(200), nullable=False, server_default="")
    op.create_unique_constraint("uq_account_email", "account", ["email"])


def downgrade():
    op.drop_constraint("uq_account_email", "account", type_="unique")
    op.alter_column("account", "name", existing_type=sa.String(200), type_=sa.String(80), nullable=True, server_default=None)
