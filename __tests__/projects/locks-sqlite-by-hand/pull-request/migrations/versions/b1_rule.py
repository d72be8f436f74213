"""b1"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE orders_new (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER, total INTEGER CHECK (total >= 0), note VARCHAR(100))")
    op.execute("INSERT INTO orders_new (id, customer_id, total, note) SELECT id, customer_id, total, note FROM orders")
    op.execute("DROP TABLE orders")
    op.execute("ALTER TABLE orders_new RENAME TO orders")


def downgrade():
    op.execute("CREATE TABLE orders_old (id INTEGER NOT NULL, customer_id INTEGER, total INTEGER, note VARCHAR(100), PRIMARY KEY (id))")
    op.execute("INSERT INTO orders_old (id, customer_id, total, note) SELECT id, customer_id, total, note FROM orders")
    op.execute("DROP TABLE orders")
    op.execute("ALTER TABLE orders_old RENAME TO orders")
