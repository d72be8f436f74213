import { sayCount } from '../../say-count.ts';
import { sayList } from '../../say-list.ts';
import type { Lack, PythonFailure, ReadLack } from './lack.ts';
import { listInvalidFields } from './pydantic-fields.ts';

/** The classes and words by which libraries say that a variable is not set; the first group is its name. */
const sayings: readonly { readonly type: RegExp; readonly message: RegExp }[] = [
  // os.environ["NAME"], by what raised it: see `isEnvironment`.
  { type: /^KeyError$/, message: /^(?:KeyError: )?'([^']+)'$/ },
  // https://github.com/HBNetwork/python-decouple
  { type: /(?:^|\.)UndefinedValueError$/, message: /^(\S+) not found/ },
  // https://github.com/sloria/environs
  { type: /(?:^|\.)Env(?:NotSet)?Error$/, message: /^Environment variable "([^"]+)" not set/ },
  // https://django-environ.readthedocs.io
  { type: /(?:^|\.)ImproperlyConfigured$/, message: /^Set the (\S+) environment variable/ },
  // https://starlette.dev/config/
  { type: /^KeyError$/, message: /^(?:KeyError: )?["']Config '([^']+)' is missing, and has no default/ },
  // https://www.dynaconf.com/validation/
  { type: /(?:^|\.)ValidationError$/, message: /^(\S+) is required in env/ },
];

/** A variable or setting that the project's code asks for in vain. */
export const readSettingLack: ReadLack = (failure) => readVariable(failure) ?? readFields(failure) ?? readFile(failure);

function readVariable(failure: PythonFailure): Lack | undefined {
  for (const { type, message } of sayings) {
    const name = type.test(failure.type) ? message.exec(failure.message)?.[1] : undefined;
    if (name !== undefined && isVariable(name) && (failure.type !== 'KeyError' || message.source.includes('Config') || isEnvironment(failure))) {
      return { what: `The project asks for the environment variable \`${name}\`, which is not set.`, remedy: adviseVariables([name]) };
    }
  }
  return undefined;
}

function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w{0,99}$/.test(name);
}

/** `os.environ["X"]` fails in `__getitem__` of os.py. */
function isEnvironment({ traceback = '' }: PythonFailure): boolean {
  return /File "(?:[^"]*\bos\.py|<frozen os>)", line \d+, in __getitem__/.test(traceback);
}

/** A class of pydantic's that reads its fields from the environment: https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
function readFields(failure: PythonFailure): Lack | undefined {
  if (!/^pydantic.*ValidationError$/.test(failure.type)) return undefined;
  const [, title = 'Settings'] = /^\d+ validation errors? for (\S+)/.exec(failure.message) ?? [];
  const fields = listInvalidFields(failure.traceback ?? '');
  const missing = fields.filter(({ isMissing }) => isMissing).map(({ name }) => name);
  const [wrong] = fields.filter(({ isMissing }) => !isMissing);
  if (missing.length > 0) {
    const names = missing.map((name) => name.toUpperCase().replaceAll('.', '__'));
    return {
      what: `The class \`${title}\` asks for ${sayCount(missing.length, 'setting')} that ${missing.length === 1 ? 'is' : 'are'} not set: ${sayList(missing.map((name) => `\`${name}\``))}.`,
      remedy: `${adviseVariables(names)} Where the class has an \`env_prefix\`, their names begin with it.`,
    };
  }
  if (wrong === undefined) return undefined;
  return {
    what: `The class \`${title}\` does not take the value of its setting \`${wrong.name}\`: ${wrong.why}.`,
    remedy: `Set \`${wrong.name.toUpperCase()}\` to a value of that kind in the environment of the gate (\`env:\` of the job, or before the command).`,
  };
}

/** A file of settings that is not in the repository. */
function readFile(failure: PythonFailure): Lack | undefined {
  const file = failure.type === 'FileNotFoundError' ? /No such file or directory\)?: '([^'\n]{1,300})'$/.exec(failure.message)?.[1] : undefined;
  if (file === undefined) return undefined;
  return {
    what: `The project reads the file \`${file}\`, which is not there.`,
    remedy: 'Write it before the gate runs, for example by copying the example that the repository has of it; where its path is relative, set `working-directory` to where it starts from.',
  };
}

/** A project's own words for a variable that is not set: "SECRET_KEY is required", "Set the SECRET_KEY environment variable". */
export const readWordsLack: ReadLack = ({ type, message }) => {
  const isOfServer = /^(?:sqlalchemy|psycopg2?|asyncpg|pg8000|pymysql|MySQLdb|mariadb|sqlite3|alembic)\b/.test(type);
  const name = isOfServer ? undefined : /(?<![\w.])[A-Z][A-Z\d]*(?:_[A-Z\d]+)+(?![\w.(])/.exec(message)?.[0];
  if (name === undefined || !/\benviron?ment|\benv(?:iron)?\b|\b(?:not|un) ?(?:set|defined)\b|\bmust be set\b|\brequired\b|\bmissing\b/i.test(message)) return undefined;
  return { what: `The project wants another value of \`${name}\` where it runs: ${message.slice(0, 300)}`.replace(/(?<![.!?])$/, '.'), remedy: adviseVariables([name]) };
};

/** A URL of a database can be the throw-away one's; for the rest any value of the right kind does. */
function adviseVariables(names: readonly string[]): string {
  const urls = names.filter((name) => /(?:^|_)(?:DB|DATABASE|SQLALCHEMY|POSTGRES(?:QL)?|PG|MYSQL|MARIADB)(?:_|$)/i.test(name) && /UR[IL]$|DSN$|CONNECTION(?:_STRING)?$/i.test(name));
  const others = names.filter((name) => !urls.includes(name));
  const shown = others.slice(0, 12).map((name) => `${name}=${chooseValue(name)}`);
  return [
    ...(urls.length === 0 ? [] : [`Set the option \`database-env: ${urls.join(',')}\`, which gives ${urls.length === 1 ? 'it' : 'them'} the throw-away database's URL.`]),
    ...(others.length === 0 ? [] : [`Set ${others.length === 1 ? 'it' : 'them'} in the environment of the gate (\`env:\` of the job, or before the command); values made up for the check do, because every connection goes to the throw-away database: \`${shown.join(' ')}\`.`]),
  ].join(' ');
}

/** A value that most code takes, by what the name says. */
function chooseValue(name: string): string {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/PORT$/i, '5432'],
    [/UR[IL]$|ENDPOINT$|ORIGINS?$/i, 'http://localhost'],
    [/HOST(?:NAME)?$|SERVER$|DOMAIN$/i, 'localhost'],
    [/E?MAIL$/i, 'nobody@example.org'],
    [/SECRET|KEY$|TOKEN|PASS/i, 'not-a-secret'],
    [/DEBUG$|ENABLED?$|^IS_|^USE_/i, 'false'],
    [/(?:COUNT|SIZE|SECONDS|MINUTES|TIMEOUT|LIMIT)$/i, '1'],
  ];
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'test';
}
