"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.add_column("account", sa.Column("label", sa.Text))
    bind = op.get_bind()
    accounts = sa.table("account", sa.column("name"), sa.column("label"))
    bind.execute(sa.update(accounts).values(label=accounts.c.name))
    for row in bind.execute(sa.select(accounts.c.name, accounts.c.label)):
        assert row.label == row.name


def downgrade():
    op.drop_column("account", "label")
