import { expect, test } from 'vitest';
import { findInstallation } from '../../src/init/find-installation.ts';
import { openRepositoryFiles } from '../../src/init/repository-files.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

const drivers: ReadonlySet<string> = new Set(['psycopg2', 'psycopg2-binary', 'asyncpg']);

/** `tool in directory: command, by files`. */
function find(files: FileTree, directory = ''): string | undefined {
  const found = findInstallation(openRepositoryFiles(makeDirectory(files)), { directory, drivers });
  return found === undefined ? undefined : `${found.tool} in ${found.directory === '' ? '.' : found.directory}: ${found.command === '' ? '-' : found.command}, by ${found.files.join(' ')}`;
}

test.for<readonly [string, FileTree, string | undefined]>([
  ['uv', { 'uv.lock': '', 'requirements.txt': '' }, 'uv in .: uv sync --locked, by uv.lock'],
  [
    'uv, with Alembic in a group and the driver in an extra',
    { 'uv.lock': '', 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["SQLAlchemy"]\n[project.optional-dependencies]\nPostgres = ["psycopg2_binary>=2"]\n[dependency-groups]\ndb = ["Alembic>=1"]\n' },
    'uv in .: uv sync --locked --group db --extra Postgres, by uv.lock',
  ],
  ['uv without a lock file', { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["alembic", "asyncpg"]\n[tool.uv]\n' }, 'uv in .: uv sync, by pyproject.toml'],
  ['Poetry', { 'poetry.lock': '', 'pyproject.toml': '[tool.poetry]\n[tool.poetry.dependencies]\npython = "^3.10"\nalembic = "*"\nasyncpg = "*"\n' }, 'poetry in .: poetry install --no-interaction, by poetry.lock'],
  [
    'Poetry, with the driver in an extra and Alembic in a group',
    {
      'poetry.lock': '',
      'pyproject.toml': '[tool.poetry.dependencies]\nasyncpg = {version = "*", optional = true}\n[tool.poetry.extras]\npg = ["asyncpg"]\n[tool.poetry.group.db.dependencies]\nalembic = "*"\n',
    },
    'poetry in .: poetry install --no-interaction --with db --extras pg, by poetry.lock',
  ],
  ['Poetry without a lock file', { 'pyproject.toml': '[tool.poetry.dependencies]\nalembic = "*"\nasyncpg = "*"\n' }, 'poetry in .: poetry install --no-interaction, by pyproject.toml'],
  ['PDM', { 'pdm.lock': '', 'pyproject.toml': '[project]\ndependencies = ["alembic"]\noptional-dependencies = {pg = ["asyncpg"]}\n' }, 'pdm in .: pdm sync --group pg, by pdm.lock'],
  ['Pipenv', { 'Pipfile.lock': '{}', Pipfile: '' }, 'pipenv in .: pipenv sync --dev, by Pipfile.lock'],
  ['Pipenv without a lock file', { Pipfile: '' }, 'pipenv in .: pipenv install --dev, by Pipfile'],
  ['a list of requirements', { 'requirements.txt': 'alembic==1.13\npsycopg2-binary\n', 'requirements-dev.txt': 'pytest' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  [
    'Alembic in another list than the application',
    { 'requirements.txt': '# alembic is below\nflask\npsycopg2\n', 'requirements-dev.txt': '-r requirements.txt\nalembic ; python_version > "3.8"\n', 'requirements-docs.txt': 'sphinx' },
    'pip in .: pip install -r requirements.txt -r requirements-dev.txt, by requirements.txt requirements-dev.txt',
  ],
  ['lists in a folder', { 'requirements/base.txt': 'alembic\n', 'requirements/prod.txt': '-r base.txt\npsycopg2[c]>=2\n' }, 'pip in .: pip install -r requirements/base.txt -r requirements/prod.txt, by requirements/base.txt requirements/prod.txt'],
  ['a list that includes another', { 'requirements.txt': '-r requirements/base.txt\n', 'requirements/base.txt': 'alembic\nasyncpg' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  ['lists that include each other', { 'requirements.txt': '-r requirements-b.txt\n', 'requirements-b.txt': '-r requirements.txt' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  ['a package', { 'pyproject.toml': '[project]\ndependencies = ["flask-migrate"]\noptional-dependencies = {pg = ["asyncpg"], docs = ["sphinx"]}\n' }, "pip in .: pip install -e '.[pg]', by pyproject.toml"],
  ['a package with groups', { 'pyproject.toml': '[project]\ndependencies = ["asyncpg"]\n[dependency-groups]\ndev = ["alembic"]\n' }, 'pip in .: pip install -e . --group dev, by pyproject.toml'],
  ['settings of tools alone are no package', { 'pyproject.toml': '[tool.ruff]\n', 'requirements.txt': '' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  ['a pyproject.toml that speaks of Alembic before a list that does not', { 'pyproject.toml': '[project]\ndependencies = ["alembic", "asyncpg"]\n', 'requirements.txt': 'mkdocs' }, 'pip in .: pip install -e ., by pyproject.toml'],
  ['setup.py', { 'setup.py': 'setup(install_requires=["alembic"])' }, 'pip in .: pip install -e ., by setup.py'],
  ['settings of tools alone are no setup.cfg', { 'setup.cfg': '[flake8]\n' }, undefined],
  ['conda', { 'environment.yml': 'name: x\ndependencies: [python=3.10, alembic, {pip: [asyncpg]}]\n', 'requirements.txt': 'mkdocs' }, 'conda in .: -, by environment.yml'],
  ['a list before conda, where both speak of Alembic', { 'environment.yml': 'dependencies: [alembic]\n', 'requirements.txt': 'alembic' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  ['a broken pyproject.toml', { 'pyproject.toml': '[[[', 'requirements.txt': '' }, 'pip in .: pip install -r requirements.txt, by requirements.txt'],
  ['nothing', { 'README.md': '' }, undefined],
])('%s', ([, files, found]) => {
  expect(find(files)).toBe(found);
});

test('the nearest directory upwards, then one below', () => {
  const files = { 'requirements.txt': '', 'services/api/uv.lock': '', 'services/api/app/db/env.py': '' };
  expect([find(files, 'services/api/app/db'), find(files, 'services'), find({ 'backend/requirements.txt': 'alembic' })]).toEqual([
    'uv in services/api: uv sync --locked, by services/api/uv.lock',
    'pip in .: pip install -r requirements.txt, by requirements.txt',
    'pip in backend: pip install -r requirements.txt, by backend/requirements.txt',
  ]);
});

test('Alembic is found in lists that are included from any folder of the repository', () => {
  const lacksAlembic = (files: FileTree): boolean => findInstallation(openRepositoryFiles(makeDirectory(files)), { directory: 'api', drivers })?.hasAlembic === false;
  const dev = 'api/requirements/dev.txt';
  expect(lacksAlembic({ [dev]: '-r ../base.txt\n', 'api/base.txt': 'alembic' })).toBe(false);
  expect(lacksAlembic({ [dev]: '-r ../../requirements.txt\n', 'requirements.txt': '-r ./shared/all.txt', 'shared/all.txt': 'alembic' })).toBe(false);
  expect(lacksAlembic({ [dev]: '-r ../base.txt\n', 'api/base.txt': '-e ../shared\n' })).toBe(false);
  expect(lacksAlembic({ [dev]: '-r ../base.txt\n', 'api/base.txt': 'flask' })).toBe(true);
  expect(lacksAlembic({ [dev]: '-r ../../../x/base.txt\n-r /base.txt\n', 'x/base.txt': 'alembic', 'api/requirements/base/base.txt': 'alembic' })).toBe(true);
});

test('names that a shell or a workflow would read as something else are left out', () => {
  const hostile = { 'requirements-$(id).txt': 'alembic', 'requirements-a;b.txt': 'alembic', 'requirements-${{ x }}.txt': 'alembic', '-r.txt': '', 'requirements-\u202etxt.txt': 'alembic' };
  expect(find({ ...hostile, 'requirements.txt': 'flask' })).toBe('pip in .: pip install -r requirements.txt, by requirements.txt');
  expect(find({ '${{ x }}/requirements.txt': 'alembic' })).toBeUndefined();
  expect(find({ "a'b/uv.lock": '' }, "a'b")).toBeUndefined();
  const extras = '[project]\noptional-dependencies = {"$(id)" = ["asyncpg"], "a; id" = ["alembic"]}\n';
  expect(find({ 'uv.lock': '', 'pyproject.toml': extras })).toBe('uv in .: uv sync --locked, by uv.lock');
});
