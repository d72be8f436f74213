"""a2"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.create_table("vault", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing goes in here'; END $$")
    op.execute("CREATE TRIGGER refuse BEFORE INSERT ON vault FOR EACH ROW EXECUTE FUNCTION refuse()")


def downgrade():
    op.drop_table("vault")
    op.execute("DROP FUNCTION refuse()")
