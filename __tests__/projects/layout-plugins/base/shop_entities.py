from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_view import PGView

double = PGFunction(schema="public", signature="double(n integer)", definition="returns integer as $$ select n * 2 $$ language sql")
emails = PGView(schema="public", signature="emails", definition="select email from account")
