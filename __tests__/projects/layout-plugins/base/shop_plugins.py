import enum

import sqlalchemy as sa
import sqlalchemy_utils as su
from geoalchemy2 import Geometry
from pgvector.sqlalchemy import Vector
from sqlalchemy.dialects.postgresql import ENUM
from sqlalchemy.orm import configure_mappers, declarative_base
from sqlalchemy_continuum import make_versioned

make_versioned(user_cls=None)
Base = declarative_base()


class Mood(enum.Enum):
    up = "up"
    down = "down"
    sideways = "sideways"


class Account(Base):
    __versioned__ = {}
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(su.EmailType, nullable=False)
    site = sa.Column(su.URLType)
    kind = sa.Column(su.ChoiceType([("a", "one"), ("b", "two")], impl=sa.String(1)))
    token = sa.Column(su.UUIDType(binary=False))
    labels = sa.Column(su.ScalarListType())
    mood = sa.Column(ENUM(Mood, name="mood"))
    place = sa.Column(Geometry(geometry_type=None, srid=-1, spatial_index=False))
    meaning = sa.Column(Vector())


configure_mappers()
