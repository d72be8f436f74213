"""b2"""
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.create_table("parcel", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("parcel")
