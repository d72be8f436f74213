"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO tag (id) SELECT id FROM customer")


def downgrade():
    op.drop_table("tag")
