"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    for number in range(12):
        op.create_table(f"part_{number}", sa.Column("id", sa.Integer, primary_key=True), if_not_exists=number != 10)


def downgrade():
    for number in range(12):
        op.drop_table(f"part_{number}")
