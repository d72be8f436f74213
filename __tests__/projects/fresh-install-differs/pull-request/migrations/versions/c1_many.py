"""c1"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "b1"


def upgrade():
    if op.get_bind().execute(sa.text("SELECT count(*) FROM account")).scalar() > 1:
        op.create_index("ix_account_email", "account", ["email"])


def downgrade():
    op.execute("DROP INDEX IF EXISTS ix_account_email")
