"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("greeting", sa.Text))
    with op.get_context().autocommit_block():
        op.execute("UPDATE customer SET greeting = 'Hello ' || name WHERE greeting IS NULL")


def downgrade():
    op.drop_column("customer", "greeting")
