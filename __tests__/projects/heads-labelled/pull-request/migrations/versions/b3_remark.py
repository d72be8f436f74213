"""b3"""

import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b1"



def upgrade():
    op.create_table("remark", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80)))


def downgrade():
    op.drop_table("remark")
