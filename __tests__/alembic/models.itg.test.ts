import { symlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBridge } from '../../src/alembic/bridge.ts';
import type { BridgeSettings, ModelsReading } from '../../src/alembic/runner.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, asyncEnvironment, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import type { ProjectFiles } from './alembic-workspace.ts';

const environment = plainEnvironment.replace('target_metadata = None', 'from shop.models import Base\ntarget_metadata = Base.metadata');

function writeModels(columns: string): string {
  return `
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Item(Base):
    __tablename__ = "item"
    id = sa.Column(sa.Integer, primary_key=True)
${columns.split('\n').map((line) => `    ${line}`).join('\n')}
`;
}

function nameColumns(reading: ModelsReading): unknown {
  return reading.outcome === 'read' ? reading.tables.map(({ schema, name, columns }) => [schema, name, ...columns.map((column) => column.name)]) : reading;
}

let other: string;
beforeAll(async () => {
  other = await realpath(await mkdtemp(join(tmpdir(), 'alembic-gate-tree-')));
});
afterAll(() => rm(other, { recursive: true, force: true }));

async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
}

describe.each(['default', 'oldest'] as const)('models with the %s SQLAlchemy', (environmentName) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open(environmentName, sqlite);
  });
  afterAll(() => workspace.close());

  interface Trees {
    readonly now: ProjectFiles;
    readonly before: Readonly<Record<string, string>>;
    readonly settings?: (directory: string) => Partial<BridgeSettings>;
  }

  /** The models of the checkout, and those of a copy of it in which some files are others. */
  async function readBoth({ now, before, settings }: Trees): Promise<readonly ModelsReading[]> {
    const { directory, python, bridge, database, url: own } = await workspace.begin({ url: 'sqlite:///precious.db', revisions: { a1: {} }, ...now });
    const tree = await mkdtemp(join(other, 'tree-'));
    await cp(directory, tree, { recursive: true });
    // Git keeps no empty directory, so a project that begins with the pull request has none.
    await rm(join(tree, 'migrations/versions'), { recursive: true });
    await writeFiles(tree, before);
    const limit = workspace.limit(database);
    Object.assign(python.settings, settings?.(directory));
    const old = openBridge(python, 'sqlite', tree);
    try {
      return [await old.models(own, limit), await bridge.models(own, limit)];
    } finally {
      await old.close();
    }
  }

  const files = { 'shop/__init__.py': '', 'shop/models.py': writeModels('name = sa.Column(sa.String(20))') };
  const before = { 'shop/models.py': writeModels('title = sa.Column(sa.String(20))\nprice = sa.Column(sa.Integer)') };
  const expected = [[[null, 'item', 'id', 'title', 'price']], [[null, 'item', 'id', 'name']]];

  it('tells what code maps and writes of each table', async () => {
    const models = writeModels(`name = sa.Column(sa.String(20), default="x")
made = sa.Column(sa.DateTime, server_default=sa.func.now())
twice = sa.Column(sa.Integer, sa.Computed("id * 2"))
counted = sa.Column(sa.Integer, sa.Identity())
from sqlalchemy.orm import deferred
large = deferred(sa.Column(sa.Text))
left = sa.Column(sa.Text)
__mapper_args__ = {"exclude_properties": ["left"]}
class Special(Base):
    __tablename__ = "special"
    code = sa.Column(sa.String(3), primary_key=True)
class Part(Item):
    __tablename__ = "part"
    id = sa.Column(sa.ForeignKey("item.id"), primary_key=True)
    parts = sa.orm.relationship("Nowhere")
plain = sa.Table("plain", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text), schema="other")`)
      .replace(/^ {4}(class|plain| {4})/gm, '$1');
    const [, now] = await readBoth({ now: { environment, files: { 'shop/__init__.py': '', 'shop/models.py': models } }, before: {} });
    const told = now?.outcome === 'read' ? now.tables.map(({ schema, name, model, columns }) => ({ schema, name, model, maps: columns.map((column) => column.name).join(' '), writes: columns.flatMap((column) => (column.isWritten ? [column.name] : [])).join(' ') })) : now;
    expect(told).toEqual([
      { schema: null, name: 'item', model: { module: 'shop.models', name: 'Item' }, maps: 'id name made twice counted large', writes: 'name large' },
      { schema: null, name: 'special', model: { module: 'shop.models', name: 'Special' }, maps: 'code', writes: 'code' },
      { schema: null, name: 'part', model: { module: 'shop.models', name: 'Part' }, maps: 'id', writes: 'id' },
      { schema: 'other', name: 'plain', model: null, maps: 'id a', writes: 'a' },
    ]);
  });

  it('takes the models of another tree', async () => {
    expect((await readBoth({ now: { environment, files }, before })).map(nameColumns)).toEqual(expected);
  });

  it('takes them from modules that are split, and that the other tree has alone', async () => {
    const split = { 'shop/models.py': 'from shop.base import Base\nimport shop.item\n', 'shop/base.py': 'from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n', 'shop/item.py': 'import sqlalchemy as sa\nfrom shop.base import Base\nclass Item(Base):\n    __tablename__ = "item"\n    key = sa.Column(sa.Integer, primary_key=True)\n' };
    expect((await readBoth({ now: { environment, files }, before: split })).map(nameColumns)).toEqual([[[null, 'item', 'key']], expected[1]]);
  });

  it('takes them from every metadata of a list', async () => {
    const two = environment.replace('= Base.metadata', '= [Base.metadata, more]').replace('import Base', 'import Base, more');
    const more = 'more = sa.MetaData()\nsa.Table("more", more, sa.Column("id", sa.Integer, primary_key=True))\n';
    const [old] = await readBoth({ now: { environment: two, files: { ...files, 'shop/models.py': `${files['shop/models.py']}${more}` } }, before: {} });
    expect(nameColumns(old!)).toEqual([[null, 'item', 'id', 'name'], [null, 'more', 'id']]);
  });

  it('has none where env.py gives none', async () => {
    expect(await readBoth({ now: { files }, before })).toEqual([{ outcome: 'no-models' }, { outcome: 'no-models' }]);
  });

  it('says why models cannot be imported, in paths of the repository', async () => {
    const [old, now] = await readBoth({ now: { environment, files }, before: { 'shop/models.py': 'from shop._version import version\n' } });
    expect(old).toMatchObject({ outcome: 'failed', error: { type: 'ModuleNotFoundError', message: "No module named 'shop._version'", file: 'migrations/env.py' } });
    expect(nameColumns(now!)).toEqual(expected[1]);
  });

  /** A directory of installed packages; `sitecustomize` is how Python is told of it where no virtual environment is made. */
  async function install(installed: (directory: string) => Readonly<Record<string, string>>): Promise<(directory: string) => Partial<BridgeSettings>> {
    const site = join(await mkdtemp(join(other, 'venv-')), 'site-packages');
    await mkdir(site, { recursive: true });
    return (directory) => {
      const all = { 'sitecustomize.py': `import site\nsite.addsitedir(${JSON.stringify(site)})\n`, ...installed(directory) };
      for (const [name, text] of Object.entries(all)) writeFileSync(join(site, name), text);
      return { interpreter: { command: ['env', `PYTHONPATH=${site}`, workspace.python], origin: 'the test' } };
    };
  }

  const sourceFiles = Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text]));
  const sourceBefore = { 'src/shop/models.py': before['shop/models.py'] };

  it.each([
    ['a .pth file', (directory: string) => ({ '_shop.pth': `${directory}/src\n` })],
    [
      "a finder of setuptools'",
      (directory: string) => ({
        '__editable__.shop-1.0.pth': 'import __editable___shop_1_0_finder; __editable___shop_1_0_finder.install()\n',
        '__editable___shop_1_0_finder.py': setuptoolsFinder.replace('@PATH@', `${directory}/src/shop`),
      }),
    ],
    [
      'a redirector that keeps its places in its class',
      (directory: string) => ({
        '_shop.pth': 'import _editable_impl_shop\n',
        '_editable_impl_shop.py': `from redirector import RedirectingFinder as F\nF.install()\nF.map_module('shop', ${JSON.stringify(`${directory}/src/shop/__init__.py`)})\n`,
        'redirector.py': redirector,
      }),
    ],
  ])('takes them from another tree although the checkout is installed by %s', async (_name, installed) => {
    const settings = await install(installed);
    expect((await readBoth({ now: { environment, files: sourceFiles }, before: sourceBefore, settings })).map(nameColumns)).toEqual(expected);
  });

  it('takes them from another tree where PYTHONPATH names the checkout by a symbolic link', async () => {
    const link = join(await mkdtemp(join(other, 'link-')), 'checkout');
    const trees: Trees = {
      now: { environment, files: sourceFiles },
      before: sourceBefore,
      settings: (directory) => {
        symlinkSync(directory, link);
        return { interpreter: { command: ['env', `PYTHONPATH=${link}/src`, workspace.python], origin: 'the test' } };
      },
    };
    expect((await readBoth(trees)).map(nameColumns)).toEqual(expected);
  });

  it('does not take models of the checkout for those of the other tree', async () => {
    const settings = await install((directory) => ({ 'somewhere.py': `path = ${JSON.stringify(`${directory}/src`)}\n` }));
    const stray = environment.replace('from shop', 'import sys, somewhere\nsys.path.insert(0, somewhere.path)\nfrom shop');
    const [old] = await readBoth({ now: { environment: stray, files: sourceFiles }, before: sourceBefore, settings });
    expect(old).toEqual({ outcome: 'mixed', files: ['src/shop/__init__.py', 'src/shop/models.py'] });
  });
});

describe('models on PostgreSQL', () => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('default', postgresql);
  });
  afterAll(() => workspace.close());

  it('are looked for in the schemas that the connection names', async () => {
    const models = `${writeModels('name = sa.Column(sa.String(20))')}sa.Table("a", Base.metadata, sa.Column("id", sa.Integer), schema="tenant")\nsa.Table("b", Base.metadata, sa.Column("id", sa.Integer), schema="billing")\n`;
    const translating = asyncEnvironment
      .replace('connection=connection, target_metadata=None', 'connection=connection.execution_options(schema_translate_map={"tenant": "one"}), target_metadata=Base.metadata')
      .replace('config =', 'from shop.models import Base\nconfig =');
    const { bridge, database, url } = await workspace.begin({ url: deadUrlFor('asyncpg'), environment: translating, files: { 'shop/__init__.py': '', 'shop/models.py': models } });
    expect(nameColumns(await bridge.models(url, workspace.limit(database)))).toEqual([
      ['public', 'item', 'id', 'name'],
      ['one', 'a', 'id'],
      ['billing', 'b', 'id'],
    ]);
  });
});

/** The parts of the finder that setuptools 80 writes for `pip install -e` which find packages. */
const setuptoolsFinder = `
from __future__ import annotations
import sys
from importlib.machinery import ModuleSpec, PathFinder
from importlib.machinery import all_suffixes as module_suffixes
from importlib.util import spec_from_file_location
from itertools import chain
from pathlib import Path

MAPPING: dict[str, str] = {'shop': '@PATH@'}
NAMESPACES: dict[str, list[str]] = {}

class _EditableFinder:  # MetaPathFinder
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in MAPPING:
            return cls._find_spec(fullname, Path(MAPPING[fullname]))
        for pkg, pkg_path in reversed(list(MAPPING.items())):
            if fullname.startswith(pkg + "."):
                rest = fullname.replace(pkg, "", 1).strip(".").split(".")
                return cls._find_spec(fullname, Path(pkg_path, *rest))
        return None

    @classmethod
    def _find_spec(cls, fullname, candidate_path):
        init = candidate_path / "__init__.py"
        candidates = (candidate_path.with_suffix(x) for x in module_suffixes())
        for candidate in chain([init], candidates):
            if candidate.exists():
                return spec_from_file_location(fullname, candidate)
        return None

def install():
    if not any(finder == _EditableFinder for finder in sys.meta_path):
        sys.meta_path.append(_EditableFinder)
`;

/** As the package \`editables\`, which hatchling and others use for single modules. */
const redirector = `
import importlib.abc, importlib.machinery, importlib.util, sys

class RedirectingFinder(importlib.abc.MetaPathFinder):
    _redirections = {}

    @classmethod
    def install(cls):
        sys.meta_path.append(cls)

    @classmethod
    def map_module(cls, name, path):
        cls._redirections[name] = path

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if "." in fullname or path is not None or fullname not in cls._redirections:
            return None
        return importlib.util.spec_from_file_location(fullname, cls._redirections[fullname])

    @classmethod
    def invalidate_caches(cls):
        pass
`;
