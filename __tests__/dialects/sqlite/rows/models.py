"""Makes tables of every type that SQLAlchemy has in a file, or reads all rows of them and prints how many values of which Python types there are."""

import decimal
import enum
import json
import sys

import sqlalchemy as sa
from sqlalchemy import orm


class Base(orm.DeclarativeBase):
    pass


class Colour(enum.Enum):
    red = 1
    green = 2


class Everything(Base):
    __tablename__ = "everything"
    id = orm.mapped_column(sa.Integer, primary_key=True)
    small = orm.mapped_column(sa.SmallInteger)
    big = orm.mapped_column(sa.BigInteger)
    price = orm.mapped_column(sa.Numeric(10, 2))
    ratio = orm.mapped_column(sa.Float)
    double = orm.mapped_column(sa.Double)
    label = orm.mapped_column(sa.String(50))
    note = orm.mapped_column(sa.Text)
    unicode = orm.mapped_column(sa.Unicode(20))
    is_active = orm.mapped_column(sa.Boolean(create_constraint=True))
    born = orm.mapped_column(sa.Date)
    made_at = orm.mapped_column(sa.DateTime)
    seen_at = orm.mapped_column(sa.DateTime(timezone=True))
    opens = orm.mapped_column(sa.Time)
    lasts = orm.mapped_column(sa.Interval)
    settings = orm.mapped_column(sa.JSON)
    photo = orm.mapped_column(sa.LargeBinary(100))
    colour = orm.mapped_column(sa.Enum(Colour, create_constraint=True))
    account_id = orm.mapped_column(sa.ForeignKey("accounts.id"))
    other_uuid = orm.mapped_column(sa.Uuid)


class Account(Base):
    __tablename__ = "accounts"
    id = orm.mapped_column(sa.Uuid, primary_key=True)


engine = sa.create_engine("sqlite:///" + sys.argv[2])
if sys.argv[1] == "make":
    Base.metadata.create_all(engine)
else:
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            types = {column.name: sorted({type(row[place]).__name__ for row in rows}) for place, column in enumerate(table.columns)}
            assert all(not isinstance(value, decimal.Decimal) or value.is_finite() for row in rows for value in row)
            print(json.dumps([table.name, len(rows), types]))
