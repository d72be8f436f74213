"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("""
    DO $$
    DECLARE found record;
    BEGIN
        FOR found IN SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'referrer' LOOP
            EXECUTE format('ALTER TABLE %I DROP COLUMN referrer', found.table_name);
        END LOOP;
    END $$
    """)


def downgrade():
    op.add_column("purchase", sa.Column("referrer", sa.Integer))
