import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { findProjects } from '../../src/project/find-projects.ts';
import type { FindRequest } from '../../src/project/find-projects.ts';
import type { AlembicProject } from '../../src/project/project.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

interface Search {
  readonly files: FileTree;
  readonly request?: Partial<FindRequest>;
  /** Where the search begins, inside of the repository. */
  readonly from?: string;
}

async function find({ files, request, from = '' }: Search): Promise<{ root: string; projects: AlembicProject[] }> {
  const root = makeDirectory(files);
  return { root, projects: await findProjects({ workingDirectory: join(root, from), config: [], iniSection: ['alembic'], ...request }, root) };
}

/** A project in which paths are relative to the repository. */
type Outline = Partial<AlembicProject> & { name: string; scriptLocation: string };

function place(root: string, { name, config = [name], workingDirectory = '', versionLocations, ...rest }: Outline): AlembicProject {
  const scriptLocation = join(root, rest.scriptLocation);
  return {
    name,
    repositoryRoot: root,
    section: 'alembic',
    recursiveVersionLocations: false,
    isSourceless: false,
    url: undefined,
    ...rest,
    config: config.map((file) => join(root, file)),
    workingDirectory: join(root, workingDirectory).replace(/\/$/, ''),
    scriptLocation,
    versionLocations: versionLocations?.map((location) => join(root, location)) ?? [join(scriptLocation, 'versions')],
  };
}

const ini = (...lines: string[]): string => ['[alembic]', ...lines, ''].join('\n');
const toml = (...lines: string[]): string => ['[tool.alembic]', ...lines, ''].join('\n');
const env = 'migrations/env.py';

describe('what is found', () => {
  test.each<[title: string, search: Search, outlines: Outline[]]>([
    ['an alembic.ini at the root', { files: { 'alembic.ini': ini('script_location = migrations', 'sqlalchemy.url = sqlite:///a.db'), [env]: '' } }, [{ name: 'alembic.ini', scriptLocation: 'migrations', url: 'sqlite:///a.db' }]],
    [
      'several anywhere, in the order of their paths',
      { files: { 'till/db/alembic.ini': ini('script_location = %(here)s/migrations'), 'till/db/migrations/env.py': '', 'shop/alembic.ini': ini('script_location = migrations'), 'shop/migrations/env.py': '' } },
      [
        { name: 'shop/alembic.ini', scriptLocation: 'shop/migrations', workingDirectory: 'shop' },
        { name: 'till/db/alembic.ini', scriptLocation: 'till/db/migrations', workingDirectory: 'till/db' },
      ],
    ],
    ['below the working directory alone', { from: 'shop', files: { 'alembic.ini': ini('script_location = migrations'), [env]: '', 'shop/alembic.ini': ini('script_location = migrations'), 'shop/migrations/env.py': '' } }, [{ name: 'shop/alembic.ini', scriptLocation: 'shop/migrations', workingDirectory: 'shop' }]],
    [
      'nothing of other people’s code',
      {
        files: {
          'alembic.ini': ini('script_location = migrations'),
          [env]: '',
          ...Object.fromEntries(
            ['node_modules/a', '.venv/a', 'venv/a', 'env/a', '.tox/a', '.nox/a', 'lib/site-packages/a', 'build/a', '.cache/a', '__pycache__/a', '.git/a', '.hidden'].map((directory) => [`${directory}/alembic.ini`, ini('script_location = nowhere')]),
          ),
        },
      },
      [{ name: 'alembic.ini', scriptLocation: 'migrations' }],
    ],
    ['an empty alembic.ini is none', { files: { 'alembic.ini': ini('script_location = migrations'), [env]: '', 'tests/alembic.ini': '# nothing\n' } }, [{ name: 'alembic.ini', scriptLocation: 'migrations' }]],
    ['a pyproject.toml', { files: { 'pyproject.toml': toml('script_location = "%(here)s/migrations"'), [env]: '' } }, [{ name: 'pyproject.toml', scriptLocation: 'migrations' }]],
    ['a pyproject.toml without [tool.alembic] is none', { files: { 'alembic.ini': ini('script_location = migrations'), 'pyproject.toml': '[project]\ndependencies = ["alembic"]\n', [env]: '' } }, [{ name: 'alembic.ini', scriptLocation: 'migrations' }]],
    ['a pyproject.toml that is no TOML and does not speak of Alembic is none', { files: { 'alembic.ini': ini('script_location = migrations'), 'templates/pyproject.toml': '[{{ name }}\n', [env]: '' } }, [{ name: 'alembic.ini', scriptLocation: 'migrations' }]],
    [
      'an ini and a pyproject.toml together, where the ini goes before',
      { files: { 'alembic.ini': ini('sqlalchemy.url = sqlite://', 'recursive_version_locations = true'), 'pyproject.toml': toml('script_location = "migrations"', 'recursive_version_locations = false'), [env]: '' } },
      [{ name: 'alembic.ini', config: ['alembic.ini', 'pyproject.toml'], scriptLocation: 'migrations', url: 'sqlite://', recursiveVersionLocations: true }],
    ],
    ['an ini goes before a pyproject.toml that says otherwise', { files: { 'alembic.ini': ini('script_location = migrations'), 'pyproject.toml': toml('script_location = "other"'), [env]: '', 'other/env.py': '' } }, [{ name: 'alembic.ini', config: ['alembic.ini', 'pyproject.toml'], scriptLocation: 'migrations' }]],
    ['Flask-Migrate, which keeps its ini beside env.py and has no script_location', { files: { 'migrations/alembic.ini': ini('# file_template = %%(rev)s'), [env]: '' } }, [{ name: 'migrations/alembic.ini', scriptLocation: 'migrations', workingDirectory: '.' }]],
    ['a script_location relative to where the search began', { files: { 'config/alembic.ini': ini('script_location = migrations'), [env]: '' } }, [{ name: 'config/alembic.ini', scriptLocation: 'migrations' }]],
    ['a script_location relative to a directory between', { files: { 'back/config/alembic.ini': ini('script_location = app/migrations'), 'back/app/migrations/env.py': '' } }, [{ name: 'back/config/alembic.ini', scriptLocation: 'back/app/migrations', workingDirectory: 'back' }]],
    [
      'a script_location that holds from anywhere, run where the modules are that env.py imports',
      { files: { 'back/db/alembic.ini': ini('script_location = %(here)s/alembic'), 'back/db/alembic/env.py': 'import os\nfrom alembic import context\nfrom shop.models import Base\n', 'back/src/shop/models.py': '' } },
      [{ name: 'back/db/alembic.ini', scriptLocation: 'back/db/alembic', workingDirectory: 'back' }],
    ],
    [
      'the same, where they are beside it',
      { files: { 'db/alembic.ini': ini('script_location = %(here)s/alembic'), 'db/alembic/env.py': 'from alembic import context\nfrom models import Base\n', 'db/models.py': '', 'models/a.py': '' } },
      [{ name: 'db/alembic.ini', scriptLocation: 'db/alembic', workingDirectory: 'db' }],
    ],
    ['a script_location in a package', { files: { 'alembic.ini': ini('script_location = shop.db:migrations'), 'shop/db/migrations/env.py': '' } }, [{ name: 'alembic.ini', scriptLocation: 'shop/db/migrations' }]],
    ['a script_location in a package below src', { files: { 'alembic.ini': ini('script_location = shop:migrations'), 'src/shop/migrations/env.py': '' } }, [{ name: 'alembic.ini', scriptLocation: 'src/shop/migrations' }]],
    ['a script_location in a package on prepend_sys_path', { files: { 'alembic.ini': ini('script_location = shop:migrations', 'prepend_sys_path = .:lib'), 'lib/shop/migrations/env.py': '' } }, [{ name: 'alembic.ini', scriptLocation: 'lib/shop/migrations' }]],
    ['a script_location in a package on a list of paths', { files: { 'pyproject.toml': toml('script_location = "shop:migrations"', 'prepend_sys_path = [".", "lib"]'), 'lib/shop/migrations/env.py': '' } }, [{ name: 'pyproject.toml', scriptLocation: 'lib/shop/migrations' }]],
  ])('%s', async (_, search, outlines) => {
    const { root, projects } = await find(search);
    expect(projects).toEqual(outlines.map((outline) => place(root, outline)));
  });
});

describe('sections', () => {
  const sections = '[DEFAULT]\nscript_location = migrations\n[shop]\nversion_locations = migrations/shop\nsqlalchemy.url = postgresql://a/shop\n[till]\nversion_locations = migrations/till\n[alembic]\n';

  test.each<[iniSection: string[], outlines: Outline[]]>([
    [['alembic'], [{ name: 'alembic.ini', scriptLocation: 'migrations' }]],
    [
      ['shop', 'till'],
      [
        { name: 'alembic.ini [shop]', config: ['alembic.ini'], section: 'shop', scriptLocation: 'migrations', versionLocations: ['migrations/shop'], url: 'postgresql://a/shop' },
        { name: 'alembic.ini [till]', config: ['alembic.ini'], section: 'till', scriptLocation: 'migrations', versionLocations: ['migrations/till'] },
      ],
    ],
    [[], [{ name: 'alembic.ini', scriptLocation: 'migrations' }]],
  ])('%j', async (iniSection, outlines) => {
    const { root, projects } = await find({ files: { 'alembic.ini': sections, [env]: '' }, request: { iniSection } });
    expect(projects).toEqual(outlines.map((outline) => place(root, outline)));
  });
});

describe('version locations', () => {
  test.each<[title: string, lines: string[], locations: string[]]>([
    ['none', [], ['migrations/versions']],
    ['an empty one', ['version_locations ='], ['migrations/versions']],
    ['one', ['version_locations = %(here)s/a'], ['a']],
    ['several by blanks', ['version_locations = %(here)s/a  b/c'], ['a', 'b/c']],
    ['several by commas', ['version_locations = a, b,c'], ['a', 'b', 'c']],
    ['version_path_separator = space', ['version_locations = a b', 'version_path_separator = space'], ['a', 'b']],
    ['version_path_separator = os', ['version_locations = %(here)s/a:%(here)s/b c', 'version_path_separator = os'], ['a', 'b c']],
    ['version_path_separator = ;', ['version_locations = a;b', 'version_path_separator = ;'], ['a', 'b']],
    ['path_separator = :', ['version_locations = %(here)s/a:%(here)s/b', 'path_separator = :'], ['a', 'b']],
    ['path_separator = newline', ['version_locations =', '    %(here)s/a b', '    c', 'path_separator = newline'], ['a b', 'c']],
    ['path_separator goes before version_path_separator', ['version_locations = a;b', 'path_separator = ;', 'version_path_separator = space'], ['a', 'b']],
    ['in a package', ['version_locations = shop.db:versions'], ['shop/db/versions']],
    ['in a package below src', ['version_locations = till.db:versions/2.0'], ['src/till/db/versions/2.0']],
  ])('%s in an ini', async (_, lines, versionLocations) => {
    const files = { 'alembic.ini': ini('script_location = migrations', ...lines), [env]: '', 'src/till/db/versions/2.0': undefined };
    const { root, projects } = await find({ files });
    expect(projects).toEqual([place(root, { name: 'alembic.ini', scriptLocation: 'migrations', versionLocations })]);
  });

  test.each<[title: string, lines: string[], locations: string[]]>([
    ['a list', ['version_locations = ["%(here)s/a", "b c", "100%%"]'], ['a', 'b c', '100%']],
    ['an empty list', ['version_locations = []'], ['migrations/versions']],
    ['a list beside a separator, which is for an ini', ['version_locations = ["shop:a", "b"]', 'path_separator = ":"'], ['shop/a', 'b']],
  ])('%s in a pyproject.toml', async (_, lines, versionLocations) => {
    const { root, projects } = await find({ files: { 'pyproject.toml': toml('script_location = "migrations"', ...lines), [env]: '' } });
    expect(projects).toEqual([place(root, { name: 'pyproject.toml', scriptLocation: 'migrations', versionLocations })]);
  });

  test.each<[title: string, file: string, text: string, recursiveVersionLocations: boolean]>([
    ['an ini', 'alembic.ini', ini('script_location = migrations', 'recursive_version_locations = true'), true],
    ['an ini that denies it', 'alembic.ini', ini('script_location = migrations', 'recursive_version_locations = false'), false],
    ['an ini in capitals, which Alembic does not take', 'alembic.ini', ini('script_location = migrations', 'recursive_version_locations = True'), false],
    ['a pyproject.toml', 'pyproject.toml', toml('script_location = "migrations"', 'recursive_version_locations = true'), true],
  ])('sub-folders by %s', async (_, name, text, recursiveVersionLocations) => {
    const { root, projects } = await find({ files: { [name]: text, [env]: '' } });
    expect(projects).toEqual([place(root, { name, scriptLocation: 'migrations', recursiveVersionLocations })]);
  });
});

describe('the option `config`', () => {
  const files = { 'a/shop.ini': ini('script_location = m'), 'a/m/env.py': '', 'b/till.ini': ini('script_location = m'), 'b/m/env.py': '', 'alembic.ini': ini('script_location = migrations'), [env]: '', '.deploy/alembic.ini': ini('script_location = migrations') };
  const [shop, till]: Outline[] = [
    { name: 'a/shop.ini', scriptLocation: 'a/m', workingDirectory: 'a' },
    { name: 'b/till.ini', scriptLocation: 'b/m', workingDirectory: 'b' },
  ];

  test.each<[config: string[], outlines: Outline[]]>([
    [['a/shop.ini'], [shop!]],
    [['b/till.ini', 'a/shop.ini'], [shop!, till!]],
    [['?/*.ini'], [shop!, till!]],
    [['./a/shop.ini', 'a/*.ini'], [shop!]],
    [['.deploy/alembic.ini'], [{ name: '.deploy/alembic.ini', scriptLocation: 'migrations' }]],
  ])('%j', async (config, outlines) => {
    const { root, projects } = await find({ files, request: { config } });
    expect(projects).toEqual(outlines.map((outline) => place(root, outline)));
  });

  test('an absolute path', async () => {
    const root = makeDirectory(files);
    const projects = await findProjects({ workingDirectory: join(root, 'b'), config: [join(root, 'a/shop.ini')], iniSection: ['alembic'] }, root);
    expect(projects).toEqual([place(root, shop!)]);
  });
});

describe('nothing to look at', () => {
  const remedy = 'Set the option `working-directory` to where the project is, or `config` to its configuration file.';

  test.each<[title: string, search: Search, error: (root: string) => object]>([
    ['an empty directory', { files: {} }, (root) => ({ code: 'no-project', what: 'No `alembic.ini` and no `[tool.alembic]` in a pyproject.toml was found.', where: root, remedy })],
    ['a file that is not there', { files: { 'alembic.ini': ini('script_location = migrations'), [env]: '' }, request: { config: ['a.ini', 'b.ini'] } }, (root) => ({ code: 'no-project', what: 'No file matches the option `config` (a.ini, b.ini).', where: root, remedy })],
    [
      'a repository of sqlalchemy-migrate',
      { files: { 'db_repository/migrate.cfg': '[db_settings]\nrepository_id=shop\n' } },
      () => ({
        code: 'not-alembic',
        what: 'This is a repository of sqlalchemy-migrate, not of Alembic.',
        where: 'db_repository/migrate.cfg',
        remedy: 'sqlalchemy-migrate is no longer maintained: run `alembic init migrations`, `alembic revision -m baseline`, `alembic stamp head` on existing databases, and write new changes as Alembic revisions.',
      }),
    ],
    ['sqlalchemy-migrate among other people’s code', { files: { '.venv/x/migrate.cfg': '' } }, (root) => ({ code: 'no-project', what: 'No `alembic.ini` and no `[tool.alembic]` in a pyproject.toml was found.', where: root, remedy })],
    [
      'a section without scripts',
      { files: { 'shop/alembic.ini': ini('script_location = migrations') }, request: { iniSection: ['till'] } },
      () => ({ code: 'no-project', what: 'The section [till] has no `script_location`.', where: 'shop/alembic.ini', remedy: 'Name the section with the option `ini-section`, or another file with the option `config`.' }),
    ],
    [
      'scripts that are not there',
      { files: { 'shop/alembic.ini': ini('script_location = migrations') } },
      () => ({ code: 'no-project', what: 'The `script_location` "migrations" does not exist.', where: 'shop/alembic.ini', remedy: 'Correct it, or leave this file out by naming the right ones with the option `config`.' }),
    ],
    [
      'a pyproject.toml that speaks of Alembic and is no TOML',
      { files: { 'pyproject.toml': '[tool.alembic\nscript_location = "migrations"\n' } },
      (root) => ({ code: 'no-project', what: expect.stringMatching(/^The file is no TOML: .+/) as string, where: join(root, 'pyproject.toml'), remedy: 'Correct it.' }),
    ],
  ])('%s', async (_, { files, request, from = '' }, expected) => {
    const root = makeDirectory(files);
    const error: unknown = await findProjects({ workingDirectory: join(root, from), config: [], iniSection: ['alembic'], ...request }, root).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { code, what, where, remedy: advice } = error as UserError;
    expect({ code, what, where, remedy: advice }).toEqual(expected(root));
  });
});
