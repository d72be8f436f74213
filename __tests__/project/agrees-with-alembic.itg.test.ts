import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { findProjects } from '../../src/project/find-projects.ts';

// The files of a configuration are read without Python. Here Alembic itself reads the same ones, from where it would be run.

interface Layout {
  /** Files with their text; a name that ends with a slash is a directory. */
  readonly files: Readonly<Record<string, string>>;
  readonly config?: readonly string[];
  readonly section?: string;
}

const ini = (...lines: string[]): string => ['[alembic]', ...lines, ''].join('\n');
const toml = (...lines: string[]): string => ['[tool.alembic]', ...lines, ''].join('\n');
const plain = { 'migrations/versions/': '', 'a/': '', 'b c/': '', 'b/': '', 'c/': '' };
const located = (...lines: string[]): Layout => ({ files: { ...plain, 'alembic.ini': ini('script_location = migrations', ...lines) } });
const inToml = (...lines: string[]): Layout => ({ files: { ...plain, 'pyproject.toml': toml(...lines) } });

const layouts: Readonly<Record<string, Layout>> = {
  'an ini at the root': located(),
  '%(here)s': { files: { 'db/migrations/versions/': '', 'db/alembic.ini': ini('script_location = %(here)s/migrations') } },
  'an ini in a sub-folder, run from the root': { files: { 'config/alembic.ini': ini('script_location = migrations'), ...plain } },
  'an ini in a sub-folder, run from there': { files: { 'db/alembic.ini': ini('script_location = migrations'), 'db/migrations/versions/': '' } },
  'an ini in a sub-folder, run from between': { files: { 'back/config/alembic.ini': ini('script_location = app/migrations'), 'back/app/migrations/versions/': '' } },
  'an ini in a sub-folder that points out of it': { files: { 'config/alembic.ini': ini('script_location = ../migrations'), ...plain } },
  'an ini in a package that names the package': { files: { 'shop/alembic.ini': ini('script_location = shop:migrations', 'prepend_sys_path = .'), 'shop/__init__.py': '', 'shop/migrations/versions/': '' } },
  'an ini in a package below a folder': { files: { 'back/shop/alembic.ini': ini('script_location = shop:migrations', 'prepend_sys_path = .'), 'back/shop/__init__.py': '', 'back/shop/migrations/versions/': '' } },
  'a package below src': { files: { 'alembic.ini': ini('script_location = shop.db:migrations', 'prepend_sys_path = src'), 'src/shop/__init__.py': '', 'src/shop/db/__init__.py': '', 'src/shop/db/migrations/versions/': '' } },
  'a package with several parts': { files: { 'alembic.ini': ini('script_location = shop:db:migrations', 'prepend_sys_path = .'), 'shop/__init__.py': '', 'shop/db/migrations/versions/': '' } },
  'a file of another name': { files: { 'migrations.ini': ini('script_location = migrations'), ...plain }, config: ['migrations.ini'] },
  'another section, with what all have': {
    files: { ...plain, 'alembic.ini': '[DEFAULT]\nscript_location = migrations\n[shop]\nversion_locations = %(here)s/a %(script_location)s/versions\n' },
    section: 'shop',
  },
  'a section with a colon': { files: { ...plain, 'alembic.ini': '[alembic:shop]\nscript_location: migrations\n' }, section: 'alembic:shop' },

  'locations by blanks': located('version_locations = %(here)s/a   b'),
  'locations by commas': located('version_locations = a, b,c'),
  'locations by space': located('version_locations = a b', 'path_separator = space'),
  'locations by line': located('version_locations =', '    %(here)s/a', '    b c', 'path_separator = newline'),
  'locations as the system has them': located('version_locations = %(here)s/a:%(here)s/b c', 'path_separator = os'),
  'locations by colons': located('version_locations = %(here)s/a:%(here)s/b', 'path_separator = :'),
  'locations by semicolons': located('version_locations = a; b c;', 'path_separator = ;'),
  'locations by the older separator': located('version_locations = a;b', 'version_path_separator = ;'),
  'both separators': located('version_locations = a;b', 'version_path_separator = space', 'path_separator = ;'),
  'locations in a package': { files: { ...plain, 'alembic.ini': ini('script_location = migrations', 'version_locations = shop:a till.db:b', 'prepend_sys_path = .'), 'shop/__init__.py': '', 'shop/a/': '', 'till/__init__.py': '', 'till/db/__init__.py': '', 'till/db/b/': '' } },
  'sub-folders': located('recursive_version_locations = true'),
  'sub-folders, denied': located('recursive_version_locations = True'),
  'bytecode': located('sourceless = true'),
  'bytecode, denied': located('sourceless = false'),
  'a comment behind a value, which is part of it': located('version_locations = a b # c', 'path_separator = newline'),

  'a table in pyproject.toml': inToml('script_location = "%(here)s/migrations"'),
  'a table with lists': inToml('script_location = "migrations"', 'version_locations = ["%(here)s/a", "b c"]', 'recursive_version_locations = true', 'sourceless = true'),
  'a table beside an ini': { files: { ...plain, 'pyproject.toml': toml('script_location = "migrations"', 'version_locations = ["a"]'), 'alembic.ini': ini('version_locations = b', 'path_separator = os') } },
};

const askAlembic = `
import json, os, sys
from alembic.config import Config
from alembic.script import ScriptDirectory
answers, path = [], list(sys.path)
for each in json.load(sys.stdin):
    os.chdir(each["cwd"])
    sys.path[:] = path
    sys.path_importer_cache.clear()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("shop", "till")]:
        del sys.modules[name]
    ini = next((p for p in each["config"] if p.endswith(".ini")), None)
    toml = next((p for p in each["config"] if p.endswith(".toml")), None)
    script = ScriptDirectory.from_config(Config(ini, toml_file=toml, ini_section=each["section"]))
    answers.append({
        "scriptLocation": os.path.abspath(script.dir),
        "versionLocations": [os.path.normpath(str(location)) for location in script._version_locations],
        "recursiveVersionLocations": script.recursive_version_locations,
        "isSourceless": script.sourceless,
    })
json.dump(answers, sys.stdout)
`;

let root: string;
let python: string;
beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
  root = await realpath(await mkdtemp(join(tmpdir(), 'alembic-gate-layouts-')));
});
afterAll(() => rm(root, { recursive: true }));

test('what is read of a configuration is what Alembic reads', async () => {
  const read = [];
  for (const [index, [name, { files, config = [], section = 'alembic' }]] of Object.entries(layouts).entries()) {
    const directory = join(root, String(index));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(path.endsWith('/') ? join(directory, path) : dirname(join(directory, path)), { recursive: true });
      if (!path.endsWith('/')) await writeFile(join(directory, path), text);
    }
    const [project, ...more] = await findProjects({ workingDirectory: directory, config, iniSection: [section] }, directory);
    if (project === undefined || more.length > 0) throw new Error(`${name}: not one project`);
    read.push({ name, directory, project });
  }
  const questions = read.map(({ project: { config, section, workingDirectory: cwd } }) => ({ config, section, cwd }));
  const { stdout } = await execa(python, ['-W', 'ignore', '-c', askAlembic], { input: JSON.stringify(questions) });
  const answers = JSON.parse(stdout) as object[];
  const mine = read.map(({ name, project: { scriptLocation, versionLocations, recursiveVersionLocations, isSourceless } }) => [name, { scriptLocation, versionLocations, recursiveVersionLocations, isSourceless }]);
  expect(Object.fromEntries(mine)).toEqual(Object.fromEntries(read.map(({ name }, index) => [name, answers[index]])));
});
