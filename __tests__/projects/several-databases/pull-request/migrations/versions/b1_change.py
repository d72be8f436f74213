"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("nickname", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40)))
    op.create_index("ix_nickname_name", "nickname", ["name"])


def downgrade():
    op.drop_index("ix_nickname_name", table_name="nickname")
