"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    bind = op.get_bind()
    runs = bind.execute(sa.text("SELECT count(*) FROM account")).scalar()
    op.execute(sa.text("INSERT INTO account (email) VALUES ('run')"))
    if runs > 0:
        op.create_index("ix_account_email", "account", ["email"])
    op.create_index("ix_account_name", "account", ["name"])


def downgrade():
    op.drop_index("ix_account_name", "account")
    op.execute("DROP INDEX IF EXISTS ix_account_email")
