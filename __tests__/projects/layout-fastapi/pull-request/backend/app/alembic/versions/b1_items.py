"""items, whose downgrade leaves a sequence"""

import sqlalchemy as sa
from alembic import op
import sqlmodel

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table(
        "item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("CREATE SEQUENCE item_number")


def downgrade():
    op.drop_table("item")
