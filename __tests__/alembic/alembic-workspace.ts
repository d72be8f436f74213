import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { PythonName } from '../../scripts/python-environment.mjs';
import { openBridge } from '../../src/alembic/bridge.ts';
import { ProjectPython } from '../../src/alembic/project-python.ts';
import type { AlembicBridge, BridgeSettings, StepLimit } from '../../src/alembic/runner.ts';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import type { Dialect, DialectName } from '../../src/dialects/dialect.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';

export type { PythonName } from '../../scripts/python-environment.mjs';

export const bridgeScript = fileURLToPath(new URL('../../src/alembic/bridge.py', import.meta.url));

/** What env.py of `alembic init` does, without logging. */
export const plainEnvironment = `
from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
target_metadata = None

connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()
`;

/** What env.py of `alembic init -t async` does. */
export const asyncEnvironment = `
import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

config = context.config

def do_run_migrations(connection):
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()

async def run_async_migrations():
    connectable = async_engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with connectable.connect() as connection:
        await connection.run_sync(do_run_migrations)
    await connectable.dispose()

asyncio.run(run_async_migrations())
`;

/** A URL that leads nowhere, so that only the fence can make it work. */
export function deadUrlFor(driver: string, dialect: DialectName = 'postgresql'): string {
  return `${dialect}+${driver}://nobody:secret@production.invalid:1/precious`;
}

export const deadUrl = deadUrlFor('psycopg2');

export interface ProjectFiles {
  /** `sqlalchemy.url` of the ini; null leaves it out. */
  readonly url?: string | null;
  readonly environment?: string;
  /** Lines added to `[alembic]`. */
  readonly ini?: string;
  /** Revision id -> the source of its file, or its parts. */
  readonly revisions?: Readonly<Record<string, RevisionSource>>;
  readonly files?: Readonly<Record<string, string>>;
}

export interface RevisionSource {
  readonly parents?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly labels?: readonly string[];
  readonly upgrade?: string;
  /** null: there is no `downgrade()`. */
  readonly downgrade?: string | null;
  /** Above the functions. */
  readonly head?: string;
}

/** Writes an Alembic project into a new directory and gives its path. */
export async function writeProject({ url = deadUrl, environment = plainEnvironment, ini = '', revisions = {}, files = {} }: ProjectFiles): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-test-'));
  const all: Record<string, string> = {
    'alembic.ini': `[alembic]\nscript_location = migrations\nprepend_sys_path = .\n${url === null ? '' : `sqlalchemy.url = ${url}\n`}${ini}`,
    'migrations/env.py': environment,
    'migrations/script.py.mako': '',
    ...Object.fromEntries(Object.entries(revisions).map(([id, source]) => [`migrations/versions/${id}.py`, writeRevision(id, source)])),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return directory;
}

/** Lines: 1 to 7 are the head, `upgrade` begins on line 9, its body on line 10. */
export function writeRevision(id: string, { parents = [], dependsOn, labels, upgrade = 'pass', downgrade = 'pass', head = '' }: RevisionSource): string {
  const list = (values: readonly string[] | undefined): string => (values === undefined ? 'None' : `(${values.map((value) => `"${value}",`).join(' ')})`);
  const down = parents.length === 0 ? 'None' : parents.length === 1 ? `"${parents[0]}"` : list(parents);
  const lines = [
    'import os, sys, time',
    'import sqlalchemy as sa',
    'from alembic import op',
    `revision, down_revision = "${id}", ${down}`,
    `branch_labels = ${list(labels)}`,
    `depends_on = ${list(dependsOn)}`,
    head,
    '',
    'def upgrade():',
    ...upgrade.split('\n').map((line) => `    ${line}`),
  ];
  if (downgrade !== null) lines.push('', 'def downgrade():', ...downgrade.split('\n').map((line) => `    ${line}`));
  return `${lines.join('\n')}\n`;
}

/** A server, the projects and the bridges of one test file; all are ended by `close`. */
export class AlembicWorkspace {
  readonly server: DatabaseServer;
  readonly python: string;
  readonly #dialect: Dialect;
  readonly #bridges: AlembicBridge[] = [];
  readonly #pythons: ProjectPython[] = [];
  readonly #directories: string[] = [];

  private constructor(dialect: Dialect, server: DatabaseServer, python: string) {
    this.#dialect = dialect;
    this.server = server;
    this.python = python;
  }

  /** @param image a container of it; without one PostgreSQL's embedded server, or a directory */
  static async open(environment: PythonName = 'default', dialect: Dialect = postgresql, image?: string): Promise<AlembicWorkspace> {
    const database = { provider: image === undefined ? 'embedded' : 'container' } as const;
    const request = { dialect, database, image, mayFallBack: false, log: () => undefined };
    const [server, python] = await Promise.all([openDatabaseServer(request), ensurePythonEnvironment(environment)]);
    return new AlembicWorkspace(dialect, server, python);
  }

  /** A project, its bridge and an empty database. With `dialect: undefined` the bridge takes any. */
  async begin(files: ProjectFiles, changes: Partial<BridgeSettings> & { readonly dialect?: undefined } = {}): Promise<OpenProject> {
    const directory = await writeProject(files);
    this.#directories.push(directory);
    const python = new ProjectPython({
      bridgeScript,
      interpreter: { command: [this.python], origin: 'the test' },
      workingDirectory: directory,
      repositoryRoot: directory,
      config: [join(directory, 'alembic.ini')],
      section: 'alembic',
      xArguments: [],
      databaseEnv: ['DATABASE_URL', 'SQLALCHEMY_DATABASE_URI'],
      hiddenEnv: [],
      ...changes,
    });
    this.#pythons.push(python);
    const bridge = openBridge(python, 'dialect' in changes ? undefined : this.#dialect.name);
    this.#bridges.push(bridge);
    const { database, url } = await this.createDatabase();
    return { directory, python, bridge, database, url };
  }

  async createDatabase(): Promise<{ database: string; url: string }> {
    const database = await this.server.session.createDatabase();
    return { database, url: this.#dialect.databaseUrl(this.server.endpoint, database) };
  }

  /** Ten seconds, and the server's own way to cancel. */
  limit(database: string, timeoutMs = 10_000): StepLimit {
    return { timeoutMs, cancel: () => this.server.session.cancelRunning(database).then(() => undefined) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#bridges.map((bridge) => bridge.close()));
    await Promise.all(this.#pythons.map((python) => python.close()));
    await this.server.dispose();
    await Promise.all(this.#directories.map((directory) => rm(directory, { recursive: true, force: true })));
  }
}

export interface OpenProject {
  readonly python: ProjectPython;
  readonly directory: string;
  readonly bridge: AlembicBridge;
  readonly database: string;
  readonly url: string;
}
