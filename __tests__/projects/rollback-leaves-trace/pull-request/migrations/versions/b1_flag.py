"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("account", sa.Column("flag", sa.Boolean))


def downgrade():
    if op.get_bind().execute(sa.text("SELECT count(*) FROM account")).scalar() == 0:
        op.drop_column("account", "flag")
    op.drop_table("topic")
