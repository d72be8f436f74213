import { expect, test } from 'vitest';
import { readLack } from '../../../src/alembic/lacks/read-lack.ts';
import { inEnvironment, otherPython } from './words.ts';

// What cannot be had on every machine: the words are those that Python and the libraries gave.
test.each([
  [
    'syntax of Python 3.12 on 3.11',
    { type: 'SyntaxError', message: "expected '(' (models.py, line 1)", traceback: '  File "/srv/shop/models.py", line 1\n    def first[T](items: list[T]) -> T: ...\n             ^\nSyntaxError: expected \'(\'\n' },
    { what: "The project is written for a newer Python than this one: expected '(' (models.py, line 1).", remedy: `Install the Python that the project asks for (\`requires-python\`), or ${otherPython}.` },
  ],
  [
    'types of Python 3.10 on 3.9',
    { type: 'TypeError', message: "unsupported operand type(s) for |: 'type' and 'NoneType'" },
    { what: "The project is written for a newer Python than this one: unsupported operand type(s) for |: 'type' and 'NoneType'.", remedy: `Install the Python that the project asks for (\`requires-python\`), or ${otherPython}.` },
  ],
  ['a syntax error of the revision', { type: 'SyntaxError', message: "'(' was never closed (b1.py, line 9)", traceback: '  File "/srv/shop/b1.py", line 9\n    op.execute("SELECT 1"\n              ^\nSyntaxError: \'(\' was never closed\n' }, undefined],
  [
    'settings of pydantic 1',
    {
      type: 'pydantic.error_wrappers.ValidationError',
      message: '2 validation errors for Settings',
      traceback: 'Traceback (most recent call last):\n  File "/srv/shop/config.py", line 9, in <module>\n    Settings()\npydantic.error_wrappers.ValidationError: 2 validation errors for Settings\nSECRET_KEY\n  field required (type=value_error.missing)\nmail -> host\n  field required (type=value_error.missing)\n',
    },
    {
      what: 'The class `Settings` asks for 2 settings that are not set: `SECRET_KEY` and `mail.host`.',
      remedy: `Set them ${inEnvironment} \`SECRET_KEY=not-a-secret MAIL__HOST=localhost\`. Where the class has an \`env_prefix\`, their names begin with it.`,
    },
  ],
  [
    'a question at the terminal',
    { type: 'EOFError', message: 'EOF when reading a line' },
    { what: 'The code asks a question at the terminal (`input()`), and nobody is there to answer.', remedy: 'Let it take the answer from an environment variable or from `context.get_x_argument()` (option `x-arguments`), and ask only where neither is given.' },
  ],
  [
    "what a project's own command sets",
    { type: 'AttributeError', message: "'Config' object has no attribute 'shop_config'" },
    {
      what: "env.py reads `config.shop_config`, which the project's own command sets before it calls Alembic; `alembic upgrade` fails likewise.",
      remedy: 'Let env.py make it where it is not given: `shop_config = getattr(config, "shop_config", None) or ...`.',
    },
  ],
  [
    'psycopg without a library',
    { type: 'ImportError', message: 'no pq wrapper available.' },
    { what: "`psycopg` finds no library of PostgreSQL's client (`libpq`).", remedy: 'Install it with its own: `pip install "psycopg[binary]"`, or the system\'s: `apt-get install libpq5`.' },
  ],
  [
    'a library of a driver',
    { type: 'ImportError', message: 'libmariadb.so.3: cannot open shared object file: No such file or directory' },
    { what: "A Python package wants the system's library `libmariadb.so.3`, which is not installed.", remedy: 'Install it in a step before the gate: `sudo apt-get install libmariadb3`.' },
  ],
  [
    'a library that is not known',
    { type: 'ImportError', message: '/opt/lib/libfoo.so.9: cannot open shared object file: No such file or directory' },
    { what: "A Python package wants the system's library `libfoo.so.9`, which is not installed.", remedy: 'Install the package that has it (`apt-file search libfoo.so.9` tells which) in a step before the gate.' },
  ],
  [
    'credentials of AWS',
    { type: 'botocore.exceptions.NoCredentialsError', message: 'Unable to locate credentials' },
    {
      what: 'env.py, or what it imports, asks AWS for something, and has no credentials or region.',
      remedy: 'Give it made-up ones in the environment of the gate: `AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1`; if it really asks, let it ask only where a variable says so.',
    },
  ],
  [
    'credentials of Google Cloud',
    { type: 'google.auth.exceptions.DefaultCredentialsError', message: 'Your default credentials were not found.' },
    { what: 'env.py, or what it imports, asks Google Cloud for something, and has no credentials.', remedy: 'Let it ask only where a variable says so: a check of migrations needs no cloud.' },
  ],
  [
    'a variable, in the words of the project that ends itself',
    { type: 'SystemExit', message: "sys.exit('enviroment: SHOP_BASE_URL is required but not set') was called" },
    {
      what: "The project wants another value of `SHOP_BASE_URL` where it runs: sys.exit('enviroment: SHOP_BASE_URL is required but not set') was called.",
      remedy: `Set it ${inEnvironment} \`SHOP_BASE_URL=http://localhost\`.`,
    },
  ],
  [
    'a variable whose default is refused',
    { type: 'RuntimeError', message: "SECRET_KEY is set to the insecure default 'mysecretkey'. Set the SECRET_KEY environment variable to a strong, unique value" },
    {
      what: "The project wants another value of `SECRET_KEY` where it runs: SECRET_KEY is set to the insecure default 'mysecretkey'. Set the SECRET_KEY environment variable to a strong, unique value.",
      remedy: `Set it ${inEnvironment} \`SECRET_KEY=not-a-secret\`.`,
    },
  ],
  [
    'a driver',
    { type: 'ModuleNotFoundError', message: "No module named 'psycopg'" },
    {
      what: 'The driver `psycopg`, by which env.py connects, is not installed in this Python.',
      remedy: `Install it (\`pip install "psycopg[binary]"\`), or ${otherPython}. Where the URL names no driver, SQLAlchemy takes one of its own choice, which is another from 2.1 on: pin SQLAlchemy as production does.`,
    },
  ],
  ['a constant that is not there', { type: 'RuntimeError', message: 'MAX_ITEMS was reached' }, undefined],
  ["a server's words", { type: 'sqlalchemy.exc.ProgrammingError', message: 'the parameter MY_SETTING is not set' }, undefined],
  [
    'the project itself, not installed',
    { type: 'importlib.metadata.PackageNotFoundError', message: 'No package metadata was found for shop' },
    { what: '`shop` is not installed in this Python, although its code is found.', remedy: `Where it is the project itself, install it (\`pip install -e .\`), or ${otherPython}.` },
  ],
  ['a database that refuses, which is ours', { type: 'sqlalchemy.exc.OperationalError', message: 'connection refused' }, undefined],
  ['a name that is no variable', { type: 'KeyError', message: "'; rm -rf'", traceback: 'File "/usr/lib/python3.11/os.py", line 679, in __getitem__\n' }, undefined],
])('%s', (_, failure, lack) => {
  expect(readLack(failure)).toEqual(lack);
});
