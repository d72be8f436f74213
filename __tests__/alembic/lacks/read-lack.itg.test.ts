import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLack } from '../../../src/alembic/lacks/read-lack.ts';
import type { Lack } from '../../../src/alembic/lacks/lack.ts';
import { AlembicWorkspace } from '../alembic-workspace.ts';
import type { OpenProject, RevisionSource } from '../alembic-workspace.ts';
import { inEnvironment, otherPython } from './words.ts';

const giveUrl = "Let env.py read the URL from an environment variable, and name that in the option `database-env`, which gives it the throw-away database's URL; or write any URL of the right kind into `sqlalchemy.url`, because every connection goes to the throw-away database.";

/** Python that fails as projects do for want of something, and what is told of it. */
const failures: Readonly<Record<string, readonly [code: string, lack: Lack | undefined]>> = {
  'a variable': ['os.environ["SHOP_SECRET"]', { what: 'The project asks for the environment variable `SHOP_SECRET`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_SECRET=not-a-secret\`.` }],
  'a variable for the URL': [
    'os.environ["SHOP_DB_DSN"]',
    { what: 'The project asks for the environment variable `SHOP_DB_DSN`, which is not set.', remedy: "Set the option `database-env: SHOP_DB_DSN`, which gives it the throw-away database's URL." },
  ],
  'a key that is no variable': ['{}["users"]', undefined],
  'settings of pydantic': [
    'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    SECRET_KEY: str\n    postgres_server: str\n    smtp_port: int\n    shop_db_url: str\nSettings()',
    {
      what: 'The class `Settings` asks for 4 settings that are not set: `SECRET_KEY`, `postgres_server`, `smtp_port` and `shop_db_url`.',
      remedy: `Set the option \`database-env: SHOP_DB_URL\`, which gives it the throw-away database's URL. Set them ${inEnvironment} \`SECRET_KEY=not-a-secret POSTGRES_SERVER=localhost SMTP_PORT=5432\`. Where the class has an \`env_prefix\`, their names begin with it.`,
    },
  ],
  'settings of pydantic inside of another': [
    'from pydantic import BaseModel\nfrom pydantic_settings import BaseSettings\nclass Mail(BaseModel):\n    host: str\nclass Settings(BaseSettings):\n    mail: Mail\nSettings(mail={})',
    {
      what: 'The class `Settings` asks for 1 setting that is not set: `mail.host`.',
      remedy: `Set it ${inEnvironment} \`MAIL__HOST=localhost\`. Where the class has an \`env_prefix\`, their names begin with it.`,
    },
  ],
  'a setting of pydantic of the wrong kind': [
    'from pydantic_settings import BaseSettings\nos.environ["WORKERS"] = "many"\nclass Settings(BaseSettings):\n    workers: int\nSettings()',
    {
      what: 'The class `Settings` does not take the value of its setting `workers`: Input should be a valid integer, unable to parse string as an integer.',
      remedy: 'Set `WORKERS` to a value of that kind in the environment of the gate (`env:` of the job, or before the command).',
    },
  ],
  'python-decouple': ['from decouple import config\nconfig("SHOP_TOKEN")', { what: 'The project asks for the environment variable `SHOP_TOKEN`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_TOKEN=not-a-secret\`.` }],
  environs: ['from environs import Env\nEnv().str("SHOP_HOST")', { what: 'The project asks for the environment variable `SHOP_HOST`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_HOST=localhost\`.` }],
  'django-environ': ['import environ\nenviron.Env()("SHOP_MAIL")', { what: 'The project asks for the environment variable `SHOP_MAIL`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_MAIL=nobody@example.org\`.` }],
  starlette: ['from starlette.config import Config\nConfig()("SHOP_DEBUG")', { what: 'The project asks for the environment variable `SHOP_DEBUG`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_DEBUG=false\`.` }],
  Dynaconf: [
    'from dynaconf import Dynaconf, Validator\nDynaconf(validators=[Validator("SHOP_REGION", must_exist=True)]).validators.validate()',
    { what: 'The project asks for the environment variable `SHOP_REGION`, which is not set.', remedy: `Set it ${inEnvironment} \`SHOP_REGION=test\`.` },
  ],
  'a file': [
    'open("config/shop.toml")',
    {
      what: 'The project reads the file `config/shop.toml`, which is not there.',
      remedy: 'Write it before the gate runs, for example by copying the example that the repository has of it; where its path is relative, set `working-directory` to where it starts from.',
    },
  ],
  'a module': [
    'import shop.models',
    {
      what: 'Python finds no module `shop`.',
      remedy: `Where \`shop\` is the project's own, let Alembic find it: \`prepend_sys_path = .\` in its configuration, or the environment variable \`PYTHONPATH=.\`. Where it is a package, install it into this Python, or ${otherPython}.`,
    },
  ],
  'another version of a package': [
    'from sqlalchemy.orm import SomethingOfTomorrow',
    { what: 'The installed `sqlalchemy` has no `sqlalchemy.orm.SomethingOfTomorrow`: it is another version than the project was written for.', remedy: `Install the versions that the project pins (its lock file or requirements), or ${otherPython}.` },
  ],
  'a kind of database': ['sa.create_engine("driver://user@host/db")', { what: '`sqlalchemy.url` names no kind of database that SQLAlchemy knows (`driver`).', remedy: giveUrl }],
  'the old name of PostgreSQL': [
    'sa.create_engine("postgres://user@host/db")',
    { what: '`sqlalchemy.url` names no kind of database that SQLAlchemy knows (`postgres`).', remedy: 'Write `postgresql://` instead: SQLAlchemy 1.4 and later know no `postgres://`.' },
  ],
  'a dialect of its own': ['sa.create_engine("cockroachdb://host/db")', { what: 'SQLAlchemy has no dialect or driver `cockroachdb`.', remedy: 'Install the package that brings it, or correct the URL.' }],
  'a URL': ['sa.create_engine("")', { what: 'env.py has no URL to connect to, or what it has is none.', remedy: giveUrl }],
  'a URL at all': ['sa.create_engine(None)', { what: 'env.py has no URL to connect to, or what it has is none.', remedy: giveUrl }],
  'a URL in the section': ['sa.engine_from_config({}, prefix="sqlalchemy.")', { what: 'The configuration has no `sqlalchemy.url`.', remedy: giveUrl }],
  'a place for the event loop': [
    'import asyncio\nasync def outer():\n    inner = asyncio.sleep(0)\n    try:\n        asyncio.run(inner)\n    finally:\n        inner.close()\nasyncio.run(outer())',
    {
      what: 'env.py calls `asyncio.run()` where an event loop runs already.',
      remedy: 'Let env.py run the migrations in a thread of their own in that case, or hand Alembic a connection in `config.attributes["connection"]`: see "Using Asyncio with Alembic" in Alembic\'s cookbook.',
    },
  ],
  'the application': [
    'from flask import current_app\ncurrent_app.config',
    { what: 'env.py wants the application context of Flask.', remedy: 'Set the environment variable `FLASK_APP` (`env:` of the job, or before the command) to the application or its factory, as for `flask db upgrade`: `FLASK_APP=app:create_app`.' },
  ],
  'a section': [
    'import configparser\nconfigparser.ConfigParser().get("shop", "url")',
    { what: 'The ini has no section `[shop]`, which env.py reads.', remedy: 'Name the right file with the option `config`, or the right section with `ini-section`.' },
  ],
  'another server': [
    'import redis\nredis.Redis(port=1, retry=None).ping()',
    {
      what: 'env.py, or what it imports, connects to another server than the database (by `redis`): Error 111 connecting to localhost:1. Connection refused.',
      remedy: 'Import the models without what connects at import, or start that server beside the gate (`services:` of the job).',
    },
  ],
  'nothing: a fault of the revision': ['op.drop_table("nowhere")', undefined],
  'nothing: an exception': ['raise RuntimeError("no")', undefined],
};

describe('what a project lacks is told from how it fails', () => {
  let workspace: AlembicWorkspace;
  let project: OpenProject;

  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('settings');
    const revisions = Object.values(failures).map(([code], index): [string, RevisionSource] => [`r${String(index)}`, { upgrade: code }]);
    project = await workspace.begin({ url: 'postgresql+psycopg2://nobody@production.invalid/precious', revisions: Object.fromEntries(revisions) });
  });
  afterAll(() => workspace.close());

  it.for(Object.entries(failures).map(([name, [, lack]], index) => ({ name, lack, revision: `r${String(index)}` })))('$name', async ({ lack, revision }) => {
    const { bridge, database, url } = project;
    const { outcome, error } = await bridge.step(url, revision, 'upgrade', workspace.limit(database));
    expect(outcome).toBe('failed');
    expect(error === undefined ? error : readLack(error), JSON.stringify(error, undefined, 2)).toEqual(lack);
  });
});
