"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    role = sa.Table("role", sa.MetaData(), autoload_with=op.get_bind())
    role.drop(op.get_bind())


def downgrade():
    op.create_table("role", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40), nullable=False))
