"""b3"""
import sqlalchemy as sa
from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.rename_table("parcel", "package")
    op.alter_column("orders", "weight", existing_type=sa.Integer, type_=sa.BigInteger)


def downgrade():
    op.alter_column("orders", "weight", existing_type=sa.BigInteger, type_=sa.Integer)
    op.rename_table("package", "parcel")
