"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.execute("CREATE EXTENSION citext")
    op.execute("CREATE SCHEMA app")
    op.execute("CREATE DOMAIN app.positive AS integer CHECK (VALUE > 0)")
    op.execute("CREATE TYPE app.pair AS (a integer, b text)")
    op.execute("CREATE SEQUENCE app.numbers START 100")
    op.execute("CREATE TABLE app.item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code citext NOT NULL UNIQUE, amount app.positive DEFAULT 1, twice integer GENERATED ALWAYS AS (amount * 2) STORED, owner_id integer REFERENCES account ON DELETE SET NULL)")
    op.execute("CREATE VIEW app.items AS SELECT id, code FROM app.item")
    op.execute("CREATE MATERIALIZED VIEW app.codes AS SELECT code FROM app.item")
    op.execute("CREATE UNIQUE INDEX codes_code ON app.codes (code)")
    op.execute("CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    op.execute("CREATE TRIGGER touch BEFORE UPDATE ON app.item FOR EACH ROW EXECUTE FUNCTION app.touch()")
    op.execute("ALTER TABLE app.item ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY own ON app.item USING (code = current_user)")
    op.execute("GRANT SELECT ON app.item TO PUBLIC")
    op.execute("COMMENT ON TABLE app.item IS 'things'")
    op.execute("CREATE STATISTICS app.item_stats ON code, amount FROM app.item")
    op.execute("CREATE PUBLICATION feed FOR TABLE app.item")


def downgrade():
    op.execute("DROP PUBLICATION feed")
    op.execute("DROP SCHEMA app CASCADE")
    op.execute("DROP EXTENSION citext")
