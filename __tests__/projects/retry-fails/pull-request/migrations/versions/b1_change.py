"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_account_email", "account", ["email"], postgresql_concurrently=True)
    op.add_column("account", sa.Column("nickname", sa.String(40)))


def downgrade():
    op.drop_column("account", "nickname")
    op.drop_index("ix_account_email", "account")
