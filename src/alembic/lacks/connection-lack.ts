import type { Lack, PythonFailure, ReadLack } from './lack.ts';

/** The URL, the application or another server that env.py wants. */
export const readConnectionLack: ReadLack = (failure) => {
  for (const { type, message, lack } of symptoms) {
    const found = type.test(failure.type) ? message.exec(failure.message) : null;
    if (found !== null) return lack(found[1] ?? '');
  }
  return readServer(failure);
};

const giveUrl = "Let env.py read the URL from an environment variable, and name that in the option `database-env`, which gives it the throw-away database's URL; or write any URL of the right kind into `sqlalchemy.url`, because every connection goes to the throw-away database.";

const setFlaskApp = 'Set the environment variable `FLASK_APP` (`env:` of the job, or before the command) to the application or its factory, as for `flask db upgrade`: `FLASK_APP=app:create_app`.';

const symptoms: readonly { readonly type: RegExp; readonly message: RegExp; readonly lack: (name: string) => Lack }[] = [
  {
    type: /(?:^|\.)NoSuchModuleError$/,
    message: /^Can't load plugin: sqlalchemy\.dialects:([\w.]+)/,
    lack: (name) =>
      name === 'driver' || name === 'postgres'
        ? { what: `\`sqlalchemy.url\` names no kind of database that SQLAlchemy knows (\`${name}\`).`, remedy: name === 'postgres' ? 'Write `postgresql://` instead: SQLAlchemy 1.4 and later know no `postgres://`.' : giveUrl }
        : { what: `SQLAlchemy has no dialect or driver \`${name}\`.`, remedy: 'Install the package that brings it, or correct the URL.' },
  },
  { type: /(?:^|\.)ArgumentError$/, message: /^Could not parse (?:rfc1738 URL|SQLAlchemy URL)|^Expected string or URL object, got None/, lack: () => ({ what: "env.py has no URL to connect to, or what it has is none.", remedy: giveUrl }) },
  { type: /^KeyError$/, message: /^(?:KeyError: )?'(?:url|sqlalchemy\.url)'$/, lack: () => ({ what: 'The configuration has no `sqlalchemy.url`.', remedy: giveUrl }) },
  {
    type: /^RuntimeError$/,
    message: /^asyncio\.run\(\) cannot be called from a running event loop/,
    lack: () => ({ what: 'env.py calls `asyncio.run()` where an event loop runs already.', remedy: 'Let env.py run the migrations in a thread of their own in that case, or hand Alembic a connection in `config.attributes["connection"]`: see "Using Asyncio with Alembic" in Alembic\'s cookbook.' }),
  },
  {
    // https://docs.python.org/3/library/functions.html#input
    type: /^EOFError$/,
    message: /^EOF when reading a line/,
    lack: () => ({ what: 'The code asks a question at the terminal (`input()`), and nobody is there to answer.', remedy: 'Let it take the answer from an environment variable or from `context.get_x_argument()` (option `x-arguments`), and ask only where neither is given.' }),
  },
  {
    // The project's own command sets it before it calls Alembic, as OpenStack's do.
    type: /^AttributeError$/,
    message: /^'Config' object has no attribute '(\w+)'/,
    lack: (name) => ({
      what: `env.py reads \`config.${name}\`, which the project's own command sets before it calls Alembic; \`alembic upgrade\` fails likewise.`,
      remedy: `Let env.py make it where it is not given: \`${name} = getattr(config, "${name}", None) or ...\`.`,
    }),
  },
  {
    // Ours, with the heads.
    type: /^AlreadyMigrated$/,
    message: /stamped with (.+)$/,
    lack: (heads) => ({
      what: `The application that env.py loads, or env.py itself, migrates the database on its own: it was at \`${heads}\` before the first revision was run.`,
      remedy: 'Let it leave that alone while Alembic runs, so that loading it neither calls `create_all()` and `stamp` nor `upgrade`; where it does so on one kind of database only, set the option `dialect` to another.',
    }),
  },
  {
    // Ours, with what `flask` says of the applications that it looked for.
    type: /^ApplicationNotFound$/,
    message: /^(env\.py asks for Flask's current application.+?) Set FLASK_APP$/,
    lack: (name) => ({ what: name, remedy: setFlaskApp }),
  },
  {
    // Ours.
    type: /^FenceError$/,
    message: /^(the project opened an? \w+ connection .+); set the option `dialect`$/,
    lack: (what) => ({ what: `${what.charAt(0).toUpperCase()}${what.slice(1)}.`, remedy: 'Set the option `dialect` to the one that the project migrates; where it wants a second kind of database beside it, let env.py leave that out in this run.' }),
  },
  {
    // Ours.
    type: /^AlchemyConfigNotFound$/,
    message: /^(.+)$/,
    lack: (what) => ({
      what: `${what}.`,
      remedy: 'Set the environment variable `ALCHEMY_CONFIG` (`env:` of the job, or before the command) to what `alchemy --config` is given, such as `shop.database.alchemy_config`; or `LITESTAR_APP`, as for `litestar database upgrade`.',
    }),
  },
  {
    type: /^RuntimeError$/,
    message: /^Working outside of application context/,
    lack: () => ({ what: 'env.py wants the application context of Flask.', remedy: setFlaskApp }),
  },
  { type: /(?:^|\.)NoCredentialsError$|(?:^|\.)NoRegionError$/, message: /^/, lack: () => ({ what: 'env.py, or what it imports, asks AWS for something, and has no credentials or region.', remedy: 'Give it made-up ones in the environment of the gate: `AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1`; if it really asks, let it ask only where a variable says so.' }) },
  { type: /(?:^|\.)DefaultCredentialsError$/, message: /^/, lack: () => ({ what: 'env.py, or what it imports, asks Google Cloud for something, and has no credentials.', remedy: 'Let it ask only where a variable says so: a check of migrations needs no cloud.' }) },
  { type: /(?:^|\.)NoSectionError$/, message: /^No section: '?([\w-]+)'?/, lack: (name) => ({ what: `The ini has no section \`[${name}]\`, which env.py reads.`, remedy: 'Name the right file with the option `config`, or the right section with `ini-section`.' }) },
];

/** A server that is no database: Redis, a message broker, an HTTP service. */
function readServer({ type, message, traceback = '' }: PythonFailure): Lack | undefined {
  const isRefused = /ConnectionRefusedError|Connection refused|Max retries exceeded|Name or service not known|nodename nor servname/.test(message) || /^(?:ConnectionRefusedError|socket\.gaierror)$/.test(type);
  const owner = /^(redis|kombu|pika|requests|urllib3|httpx|elastic_transport|elasticsearch|pymongo|kafka|botocore|hvac)\b/.exec(type)?.[1] ?? /File "[^"]*site-packages\/(redis|kombu|pika|requests|urllib3|httpx|elastic_transport|pymongo|kafka|botocore|hvac)\//.exec(traceback)?.[1];
  if (!isRefused || owner === undefined) return undefined;
  return {
    what: `env.py, or what it imports, connects to another server than the database (by \`${owner}\`): ${message.slice(0, 200)}`.replace(/\.?$/, '.'),
    remedy: 'Import the models without what connects at import, or start that server beside the gate (`services:` of the job).',
  };
}
