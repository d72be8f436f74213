"""b1"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a2"


def upgrade():
    op.execute("ALTER TABLE reading ALTER COLUMN c1 TYPE varchar(40) USING c1::varchar(40)")
    op.execute("ALTER TABLE reading ALTER COLUMN c2 TYPE varchar(100) USING c2::varchar(100)")
    op.execute("ALTER TABLE reading ALTER COLUMN c3 TYPE numeric(10, 2) USING c3::numeric(10, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c4 TYPE numeric(12, 2) USING c4::numeric(12, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c5 TYPE integer USING c5::integer")
    op.execute("ALTER TABLE reading ALTER COLUMN c6 TYPE smallint USING c6::smallint")
    op.execute("ALTER TABLE reading ALTER COLUMN c7 TYPE real USING c7::real")
    op.execute("ALTER TABLE reading ALTER COLUMN c8 TYPE numeric(10, 2) USING c8::numeric(10, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c9 TYPE timestamp USING c9::timestamp")
    op.execute("ALTER TABLE reading ALTER COLUMN c10 TYPE timestamp(0) USING c10::timestamp(0)")
    op.execute("ALTER TABLE reading ALTER COLUMN c11 TYPE date USING c11::date")
    op.execute("ALTER TABLE reading ALTER COLUMN c12 TYPE time USING c12::time")
    op.execute("ALTER TABLE reading ALTER COLUMN c13 TYPE json USING c13::json")
    op.execute("ALTER TABLE reading ALTER COLUMN c14 TYPE integer USING c14::integer")
    op.execute("ALTER TABLE reading ALTER COLUMN c15 TYPE bit(8) USING c15::bit(8)")
    op.execute("ALTER TABLE reading ALTER COLUMN c16 TYPE varbit(8) USING c16::varbit(8)")
    op.execute("ALTER TABLE reading ALTER COLUMN c17 TYPE interval year to month USING c17::interval year to month")
    op.execute("ALTER TABLE reading ALTER COLUMN c18 TYPE interval(0) USING c18::interval(0)")
    op.execute("ALTER TABLE reading ALTER COLUMN c19 TYPE smallint[] USING c19::smallint[]")
    op.execute("ALTER TABLE reading ALTER COLUMN c20 TYPE cidr USING c20::cidr")
    op.execute("ALTER TABLE reading ALTER COLUMN c21 TYPE char(4) USING c21::char(4)")


def downgrade():
    op.execute("ALTER TABLE reading ALTER COLUMN c1 TYPE varchar(80) USING c1::varchar(80)")
    op.execute("ALTER TABLE reading ALTER COLUMN c2 TYPE text USING c2::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c3 TYPE numeric(12, 2) USING c3::numeric(12, 2)")
    op.execute("ALTER TABLE reading ALTER COLUMN c4 TYPE numeric(12, 4) USING c4::numeric(12, 4)")
    op.execute("ALTER TABLE reading ALTER COLUMN c5 TYPE bigint USING c5::bigint")
    op.execute("ALTER TABLE reading ALTER COLUMN c6 TYPE integer USING c6::integer")
    op.execute("ALTER TABLE reading ALTER COLUMN c7 TYPE double precision USING c7::double precision")
    op.execute("ALTER TABLE reading ALTER COLUMN c8 TYPE double precision USING c8::double precision")
    op.execute("ALTER TABLE reading ALTER COLUMN c9 TYPE timestamptz USING c9::timestamptz")
    op.execute("ALTER TABLE reading ALTER COLUMN c10 TYPE timestamp USING c10::timestamp")
    op.execute("ALTER TABLE reading ALTER COLUMN c11 TYPE timestamptz USING c11::timestamptz")
    op.execute("ALTER TABLE reading ALTER COLUMN c12 TYPE timestamp USING now()::timestamp")
    op.execute("ALTER TABLE reading ALTER COLUMN c13 TYPE text USING c13::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c14 TYPE text USING c14::text")
    op.execute("ALTER TABLE reading ALTER COLUMN c15 TYPE bit(16) USING c15::bit(16)")
    op.execute("ALTER TABLE reading ALTER COLUMN c16 TYPE varbit(16) USING c16::varbit(16)")
    op.execute("ALTER TABLE reading ALTER COLUMN c17 TYPE interval USING c17::interval")
    op.execute("ALTER TABLE reading ALTER COLUMN c18 TYPE interval(6) USING c18::interval(6)")
    op.execute("ALTER TABLE reading ALTER COLUMN c19 TYPE integer[] USING c19::integer[]")
    op.execute("ALTER TABLE reading ALTER COLUMN c20 TYPE inet USING c20::inet")
    op.execute("ALTER TABLE reading ALTER COLUMN c21 TYPE char(10) USING c21::char(10)")
