"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading ALTER COLUMN c1 TYPE varchar(80) USING c1::varchar(80)")
    op.execute("ALTER TABLE reading ALTER COLUMN c2 TYPE text USING c2::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c3 TYPE numeric(12, 2) USING c3::numeric(12, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c4 TYPE numeric USING c4::numeric")
    op.execute("ALTER TABLE reading ALTER COLUMN c5 TYPE bigint USING c5::bigint")
    op.execute("ALTER TABLE reading ALTER COLUMN c6 TYPE double precision USING c6::double precision")
    op.execute("ALTER TABLE reading ALTER COLUMN c7 TYPE timestamptz USING c7::timestamptz")
    op.execute("ALTER TABLE reading ALTER COLUMN c8 TYPE timestamp(6) USING c8::timestamp(6)")
    op.execute("ALTER TABLE reading ALTER COLUMN c9 TYPE timestamp USING c9::timestamp")
    op.execute("ALTER TABLE reading ALTER COLUMN c10 TYPE text USING c10::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c11 TYPE jsonb USING c11::jsonb")
    op.execute("ALTER TABLE reading ALTER COLUMN c12 TYPE json USING c12::json")
    op.execute("ALTER TABLE reading ALTER COLUMN c13 TYPE text USING c13::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c14 TYPE varbit(16) USING c14::varbit(16)")
    op.execute("ALTER TABLE reading ALTER COLUMN c15 TYPE interval USING c15::interval")
    op.execute("ALTER TABLE reading ALTER COLUMN c16 TYPE integer[] USING c16::integer[]")
    op.execute("ALTER TABLE reading ALTER COLUMN c17 TYPE inet USING c17::inet")
    op.execute("ALTER TABLE reading ALTER COLUMN c18 TYPE text USING c18::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c19 TYPE integer USING c19::integer")
    op.execute("ALTER TABLE reading ALTER COLUMN c20 TYPE text USING c20::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c21 TYPE bytea USING c21::bytea")
    op.execute("ALTER TABLE reading ALTER COLUMN c22 TYPE numeric(20, 2) USING c22::numeric(20, 2)")


def downgrade():
    op.execute("ALTER TABLE reading ALTER COLUMN c1 TYPE varchar(40) USING c1::varchar(40)")
    op.execute("ALTER TABLE reading ALTER COLUMN c2 TYPE varchar(100) USING c2::varchar(100)")
    op.execute("ALTER TABLE reading ALTER COLUMN c3 TYPE numeric(10, 2) USING c3::numeric(10, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c4 TYPE numeric(10, 2) USING c4::numeric(10, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c5 TYPE smallint USING c5::smallint")
    op.execute("ALTER TABLE reading ALTER COLUMN c6 TYPE real USING c6::real")
    op.execute("ALTER TABLE reading ALTER COLUMN c7 TYPE timestamp USING c7::timestamp")
    op.execute("ALTER TABLE reading ALTER COLUMN c8 TYPE timestamp(0) USING c8::timestamp(0)")
    op.execute("ALTER TABLE reading ALTER COLUMN c9 TYPE date USING c9::date")
    op.execute("ALTER TABLE reading ALTER COLUMN c10 TYPE json USING c10::json")
    op.execute("ALTER TABLE reading ALTER COLUMN c11 TYPE json USING c11::json")
    op.execute("ALTER TABLE reading ALTER COLUMN c12 TYPE jsonb USING c12::jsonb")
    op.execute("ALTER TABLE reading ALTER COLUMN c13 TYPE jsonb USING c13::jsonb")
    op.execute("ALTER TABLE reading ALTER COLUMN c14 TYPE bit(8) USING c14::bit(8)")
    op.execute("ALTER TABLE reading ALTER COLUMN c15 TYPE interval day USING c15::interval day")
    op.execute("ALTER TABLE reading ALTER COLUMN c16 TYPE smallint[] USING c16::smallint[]")
    op.execute("ALTER TABLE reading ALTER COLUMN c17 TYPE cidr USING c17::cidr")
    op.execute("ALTER TABLE reading ALTER COLUMN c18 TYPE inet USING c18::inet")
    op.execute("ALTER TABLE reading ALTER COLUMN c19 TYPE boolean USING c19::boolean")
    op.execute("ALTER TABLE reading ALTER COLUMN c20 TYPE uuid USING c20::uuid")
    op.execute("ALTER TABLE reading ALTER COLUMN c21 TYPE bytea USING c21::bytea")
    op.execute("ALTER TABLE reading ALTER COLUMN c22 TYPE money USING c22::money")
