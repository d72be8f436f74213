"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE customer ADD COLUMN code varchar(10), ADD CONSTRAINT uq_customer_code UNIQUE (code), ADD CONSTRAINT ck_customer_code CHECK (code <> ''), ADD COLUMN code_length int GENERATED ALWAYS AS (length(code)) STORED")
    op.create_index("ix_customer_code", "customer", ["code", "name"])
    op.execute("CREATE TABLE voucher (id serial PRIMARY KEY, code varchar(10) CONSTRAINT fk_voucher_code REFERENCES customer (code))")
    op.execute("CREATE VIEW coded AS SELECT id, code FROM customer")


def downgrade():
    op.execute("DROP VIEW coded")
    op.execute("DROP TABLE voucher")
    op.execute("ALTER TABLE customer DROP COLUMN code_length, DROP COLUMN code")
