"""b1"""

from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute(
        """
        DO $$ BEGIN
            IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'summary_old_fkey') THEN
                ALTER TABLE summary RENAME CONSTRAINT summary_old_fkey TO summary_account_id_fkey;
            END IF;
        END $$
        """
    )


def downgrade():
    pass
