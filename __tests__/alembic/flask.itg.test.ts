import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBridge } from '../../src/alembic/bridge.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace } from './alembic-workspace.ts';
import type { OpenProject } from './alembic-workspace.ts';
import { queryDatabase, readVersions } from './query-database.ts';

let workspace: AlembicWorkspace;
let environment: string;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open('flask', sqlite);
  // As `flask db init` makes it.
  environment = await readFile(fileURLToPath(new URL('../../examples/webapp-flask/migrations/env.py', import.meta.url)), 'utf8');
});
afterAll(() => workspace.close());

const application = `
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
migrate = Migrate()

class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))

def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///precious.db"
    db.init_app(app)
    migrate.init_app(app, db)
    return app
`;
const ini = '[alembic]\n# file_template = %%(rev)s_%%(slug)s\n[loggers]\nkeys = root\n[handlers]\nkeys =\n[formatters]\nkeys =\n[logger_root]\nhandlers =\n';
const revisions = { a1: { upgrade: 'op.create_table("item", sa.Column("id", sa.Integer, primary_key=True))', downgrade: 'op.drop_table("item")' } };

async function begin(files: Readonly<Record<string, string>>, settings: { readonly dialect?: undefined } = {}): Promise<OpenProject> {
  const all = { 'shop.py': application, 'migrations/alembic.ini': ini, ...files };
  return workspace.begin({ environment, files: all, revisions }, { config: ['migrations/alembic.ini'], ...settings });
}

describe("Flask-Migrate's env.py", () => {
  it.each([
    ['wsgi.py', { 'wsgi.py': 'import shop\napp = shop.create_app()\napp.run()\n' }],
    ['app.py with a factory', { 'app.py': 'from shop import create_app\n' }],
  ])('runs in the context of the application of %s', async (_name, files) => {
    const { bridge, database, url } = await begin(files);
    const limit = workspace.limit(database);
    expect(await bridge.step(url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(url)).toEqual(['a1']);
    expect(await bridge.drift(url, limit)).toMatchObject({
      outcome: 'compared',
      operations: [{ kind: 'add_column', description: 'column `item.name` is in the models and not in the database' }],
    });
    expect(await bridge.step(url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, "SELECT name FROM sqlite_schema WHERE name = 'item'")).toEqual([]);
  });

  it('lets revision files import the project\'s modules, as `flask` does', async () => {
    const { bridge, database, url } = await begin({ 'wsgi.py': 'import shop\napp = shop.create_app()\n', 'migrations/versions/b1.py': 'import shop\nrevision = "b1"\ndown_revision = "a1"\ndef upgrade(): assert shop.db\ndef downgrade(): pass\n' });
    expect((await bridge.load()).heads).toEqual(['b1']);
    expect(await bridge.run(url, ['a1', 'b1'], workspace.limit(database))).toMatchObject({ outcome: 'applied', applied: ['a1', 'b1'] });
  });

  it('reads revision files in the context of the application where they ask for it, with a URL that it can keep', async () => {
    const asking = 'from flask import current_app\nrevision = "b1"\ndown_revision = "a1"\nlength = len(current_app.name)\ndef upgrade(): assert length\ndef downgrade(): pass\n';
    const wsgi = 'import os, shop\napp = shop.create_app()\napp.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]\n';
    const { bridge, database, url } = await begin({ 'wsgi.py': wsgi, 'migrations/versions/b1.py': asking });
    expect((await bridge.load()).heads).toEqual(['b1']);
    expect(await bridge.run(url, ['a1', 'b1'], workspace.limit(database))).toMatchObject({ outcome: 'applied', applied: ['a1', 'b1'] });
    expect(await readVersions(url)).toEqual(['b1']);
  });

  it('gives the models of the application, of another tree as well', async () => {
    const { directory, python, bridge, database, url } = await begin({ 'wsgi.py': 'import shop\napp = shop.create_app()\n' });
    const tree = await mkdtemp(join(tmpdir(), 'alembic-gate-tree-'));
    await cp(directory, tree, { recursive: true });
    await writeFile(join(tree, 'shop.py'), application.replace('name = db', 'title = db'));
    const old = openBridge(python, 'sqlite', tree);
    try {
      const tell = (column: string): unknown => ({
        outcome: 'read',
        tables: [{ schema: null, name: 'item', model: { module: 'shop', name: 'Item' }, columns: [{ name: 'id', isWritten: false }, { name: column, isWritten: true }] }],
      });
      const limit = workspace.limit(database);
      expect([await old.models(url, limit), await bridge.models(url, limit)]).toEqual([tell('title'), tell('name')]);
    } finally {
      await old.close();
      await rm(tree, { recursive: true });
    }
  });

  it('runs in the context of the application that FLASK_APP names, with its callbacks', async () => {
    const callback = '\n@migrate.configure\ndef configure(config):\n    config.set_main_option("own", "from the callback")\n    return config\n';
    const noting = 'import sys\nfrom alembic import context\nopen("seen.txt", "w").write(repr([context.config.get_main_option("own")] + sys.argv[1:]))\n';
    process.env['FLASK_APP'] = 'shop:create_app()';
    try {
      const { directory, bridge, database, url } = await begin({ 'shop.py': `${application}${callback}`, 'migrations/env.py': `${noting}${environment}` });
      expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
      expect(await readFile(join(directory, 'seen.txt'), 'utf8')).toBe("['from the callback', 'db', 'upgrade', 'a1']");
      expect(await queryDatabase(url, "SELECT name FROM sqlite_schema WHERE name = 'item'")).toEqual([['item']]);
    } finally {
      delete process.env['FLASK_APP'];
    }
  });

  it('says what to set where there is no application', async () => {
    const { bridge, database, url } = await begin({});
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
      code: 'env-py',
      what: expect.stringMatching(/^env\.py asks for Flask's current application, and `flask` would find none: Could not locate a Flask application\. /) as string,
      where: 'migrations/env.py',
      remedy: expect.stringMatching(/^Set the environment variable `FLASK_APP` /) as string,
    });
  });

  it('says what the application wants where it cannot be imported', async () => {
    process.env['FLASK_APP'] = 'broken';
    try {
      const { bridge, database, url } = await begin({ 'broken.py': 'import own\n', 'own.py': 'from shop import nothing_such\n' });
      await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
        code: 'env-py',
        what: 'The installed `shop` has no `shop.nothing_such`: it is another version than the project was written for.',
        where: 'own.py:1',
      });
    } finally {
      delete process.env['FLASK_APP'];
    }
  });

  it('says so where the application migrates the database itself when it is loaded', async () => {
    const eager = 'import shop\nfrom flask_migrate import stamp\napp = shop.create_app()\nwith app.app_context():\n    shop.db.create_all()\n    stamp(revision="heads")\n';
    const { bridge, database, url } = await begin({ 'wsgi.py': eager });
    await expect(bridge.run(url, [], workspace.limit(database))).rejects.toMatchObject({ code: 'env-py' });
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
      code: 'env-py',
      what: 'The application that env.py loads, or env.py itself, migrates the database on its own: it was at `a1` before the first revision was run.',
    });
  });

  it('is asked which dialect it wants', async () => {
    const { bridge } = await begin({ 'wsgi.py': 'import shop\napp = shop.create_app()\n' }, { dialect: undefined });
    expect(await bridge.probe()).toEqual([{ dialect: 'sqlite', driver: 'pysqlite' }]);
  });

  it('may make its application itself', async () => {
    const own = `import shop\napp = shop.create_app()\napp.app_context().push()\n${environment}`;
    const { bridge, database, url } = await begin({ 'migrations/env.py': own });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
  });
});
