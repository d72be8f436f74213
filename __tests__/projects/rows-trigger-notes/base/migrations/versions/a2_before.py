"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("customer", sa.Column("updated_at", sa.DateTime(timezone=True)))
    op.create_table("change_log", sa.Column("id", sa.Integer, primary_key=True), sa.Column("what", sa.Text()))
    op.execute("CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.updated_at = clock_timestamp(); INSERT INTO change_log (what) VALUES (TG_TABLE_NAME); RETURN NEW; END$$")
    op.execute("CREATE TRIGGER customer_changed BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION note_change()")


def downgrade():
    pass
