import { adviseModule, otherPython } from '../advise-module.ts';
import type { Lack, PythonFailure, ReadLack } from './lack.ts';

/** A package, a library of the system, or a newer version of one that the project's code wants. */
export const readPackageLack: ReadLack = (failure) => readModule(failure) ?? readInstalled(failure) ?? readLibrary(failure) ?? readName(failure) ?? readSyntax(failure);

/** Drivers by their modules, and what installs them: https://docs.sqlalchemy.org/en/20/dialects/ */
const drivers: Readonly<Record<string, string>> = {
  psycopg: 'psycopg[binary]', psycopg2: 'psycopg2-binary', asyncpg: 'asyncpg', pg8000: 'pg8000', MySQLdb: 'mysqlclient', pymysql: 'pymysql', 'mysql.connector': 'mysql-connector-python', mariadb: 'mariadb',
  aiomysql: 'aiomysql', asyncmy: 'asyncmy', aiosqlite: 'aiosqlite',
}; // prettier-ignore

/** `ModuleNotFoundError`, for the project's own modules too. */
function readModule({ message }: PythonFailure): Lack | undefined {
  const remedy = adviseModule(message);
  const name = /^No module named '([^']+)'/.exec(message)?.[1];
  const driver = name === undefined ? undefined : drivers[name];
  if (name !== undefined && driver !== undefined) {
    return {
      what: `The driver \`${name}\`, by which env.py connects, is not installed in this Python.`,
      remedy: `Install it (\`pip install "${driver}"\`), or ${otherPython}. Where the URL names no driver, SQLAlchemy takes one of its own choice, which is another from 2.1 on: pin SQLAlchemy as production does.`,
    };
  }
  return remedy === undefined || name === undefined ? undefined : { what: `Python finds no module \`${name}\`.`, remedy };
}

/** https://docs.python.org/3/library/importlib.metadata.html#distribution-versions */
function readInstalled({ type, message }: PythonFailure): Lack | undefined {
  const name = /(?:^|\.)PackageNotFoundError$/.test(type) ? /^No package metadata was found for ([\w.-]+)/.exec(message)?.[1] : undefined;
  if (name === undefined) return undefined;
  return { what: `\`${name}\` is not installed in this Python, although its code is found.`, remedy: `Where it is the project itself, install it (\`pip install -e .\`), or ${otherPython}.` };
}

/** The package of Debian and Ubuntu that has a library which drivers load. */
const libraries: Readonly<Record<string, string>> = {
  'libpq.so.5': 'libpq5', 'libmariadb.so.3': 'libmariadb3', 'libmysqlclient.so.21': 'libmysqlclient21', 'libgeos_c.so.1': 'libgeos-c1v5', 'libmagic.so.1': 'libmagic1', 'libodbc.so.2': 'unixodbc',
  'libxmlsec1.so.1': 'libxmlsec1', 'libgobject-2.0-0': 'libgobject-2.0-0', 'libcairo.so.2': 'libcairo2', 'libsodium.so.23': 'libsodium23',
}; // prettier-ignore

function readLibrary({ message }: PythonFailure): Lack | undefined {
  if (/^no pq wrapper available/.test(message)) {
    return { what: "`psycopg` finds no library of PostgreSQL's client (`libpq`).", remedy: 'Install it with its own: `pip install "psycopg[binary]"`, or the system\'s: `apt-get install libpq5`.' };
  }
  const file = /^(?:\S*\/)?(lib[\w.+-]+\.so[.\d]*): cannot open shared object file/.exec(message)?.[1];
  if (file === undefined) return undefined;
  const name = libraries[file];
  return {
    what: `A Python package wants the system's library \`${file}\`, which is not installed.`,
    remedy: `Install ${name === undefined ? `the package that has it (\`apt-file search ${file}\` tells which) in a step before the gate.` : `it in a step before the gate: \`sudo apt-get install ${name}\`.`}`,
  };
}

/** Code for another version of a package. */
function readName({ type, message }: PythonFailure): Lack | undefined {
  const [, name, from] = (type === 'ImportError' ? /^cannot import name '(\w+)' from '([\w.]+)'/.exec(message) : null) ?? [];
  if (name === undefined || from === undefined) return undefined;
  const root = from.split('.')[0] ?? from;
  return {
    what: `The installed \`${root}\` has no \`${from}.${name}\`: it is another version than the project was written for.`,
    remedy: `Install the versions that the project pins (its lock file or requirements), or ${otherPython}.`,
  };
}

/** Code for a newer Python: https://docs.python.org/3/whatsnew/ */
function readSyntax({ type, message, traceback = '' }: PythonFailure): Lack | undefined {
  const isUnion = type === 'TypeError' && /^unsupported operand type\(s\) for \|: '(?:type|NoneType|ABCMeta|_GenericAlias|DeclarativeMeta)'/.test(message);
  const isNewer = type === 'SyntaxError' && /^\s*(?:match .+:|type \w+(?:\[.*\])? = |except\* |class \w+\[|(?:async )?def \w+\[)/m.test(traceback.slice(-800));
  if (!isUnion && !isNewer) return undefined;
  return { what: `The project is written for a newer Python than this one: ${message}.`, remedy: `Install the Python that the project asks for (\`requires-python\`), or ${otherPython}.` };
}
