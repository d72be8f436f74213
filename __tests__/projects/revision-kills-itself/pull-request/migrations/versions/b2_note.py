"""b2"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("note", sa.Column("kind", sa.Enum("open", "closed", name="kind")))


def downgrade():
    op.drop_table("note")
