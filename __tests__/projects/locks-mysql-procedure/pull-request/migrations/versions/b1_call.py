"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE PROCEDURE widen() ALTER TABLE orders MODIFY total BIGINT")
    op.execute("CALL widen()")
    op.execute("DROP PROCEDURE widen")


def downgrade():
    op.alter_column("orders", "total", existing_type=sa.BigInteger, type_=sa.Integer)
