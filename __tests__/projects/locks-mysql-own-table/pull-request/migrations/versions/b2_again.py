"""b2"""
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.alter_column("visit", "page", existing_type=sa.BigInteger, type_=sa.Text)


def downgrade():
    op.alter_column("visit", "page", existing_type=sa.Text, type_=sa.BigInteger)
