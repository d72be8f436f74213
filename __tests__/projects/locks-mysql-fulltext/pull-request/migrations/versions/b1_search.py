"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_index("ft_orders_note", "orders", ["note"], mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT")


def downgrade():
    op.drop_index("ft_orders_note", table_name="orders")
