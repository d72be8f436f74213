"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("vault", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("CREATE TRIGGER refuse BEFORE INSERT ON vault BEGIN SELECT RAISE(ABORT, 'nothing goes in here'); END")


def downgrade():
    op.drop_table("vault")
