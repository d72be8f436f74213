import { dirname, join } from 'node:path/posix';
import { normalizeName } from '../project/normalize-name.ts';
import { isExtraName, isPlainPath, isShellWord } from './plain-names.ts';
import { listRequirementNames, readPyproject } from './read-pyproject.ts';
import type { PyprojectReading } from './read-pyproject.ts';
import { readYaml, toList, toMapping } from './read-yaml.ts';
import { joinPath, listUpwards } from './repository-files.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** What installs a project's packages. */
export type Tool = 'uv' | 'poetry' | 'pdm' | 'pipenv' | 'conda' | 'pip';

/** How the packages of a directory are installed; every part of it is fit for a workflow. */
export interface Installation {
  readonly tool: Tool;
  /** Below the root, `` for the root itself. */
  readonly directory: string;
  /** The command, run in that directory; for conda nothing, its action does it. */
  readonly command: string;
  /** The files that it goes by, below the root: what a cache depends on, and what is said to people. */
  readonly files: readonly string[];
  /** False for an environment.yml without a name. */
  readonly hasName?: boolean;
  /** False where its files name every package and not Alembic. */
  readonly hasAlembic?: false;
}

export interface InstallationRequest {
  /** The directory that Alembic is run in, below the root. */
  readonly directory: string;
  /** Normalized names of the packages that connect to the project's database, any one of which will do; empty where it is not known. */
  readonly drivers: ReadonlySet<string>;
}

/**
 * How the packages of a project are installed: by the nearest directory, upwards and then one below, that has a lock file or names packages.
 * undefined where none does.
 */
export function findInstallation(files: RepositoryFiles, request: InstallationRequest): Installation | undefined {
  const upwards = listUpwards(request.directory);
  const below = [...new Set(files.list(['*/{uv.lock,poetry.lock,pdm.lock,Pipfile,requirements.txt,pyproject.toml}'], request.directory).map((path) => dirname(path)))];
  for (const directory of [...upwards, ...below].filter((one) => one === '' || isPlainPath(one))) {
    const found = findLocked(files, directory, request) ?? findUnlocked(files, directory, request);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findLocked(files: RepositoryFiles, directory: string, request: InstallationRequest): Installation | undefined {
  const at = (name: string): string => joinPath(directory, name);
  const project = readPyproject(files.read(at('pyproject.toml')) ?? '');
  const options = (extra: string, group: string): string => listOptional(project, request).map(({ kind, name }) => ` ${kind === 'extra' ? extra : group} ${name}`).join('');
  if (files.has(at('uv.lock'))) return { tool: 'uv', directory, command: `uv sync --locked${options('--extra', '--group')}`, files: [at('uv.lock')] };
  if (files.has(at('poetry.lock'))) return { tool: 'poetry', directory, command: `poetry install --no-interaction${options('--extras', '--with')}`, files: [at('poetry.lock')] };
  if (files.has(at('pdm.lock'))) return { tool: 'pdm', directory, command: `pdm sync${options('--group', '--group')}`, files: [at('pdm.lock')] };
  if (files.has(at('Pipfile.lock'))) return { tool: 'pipenv', directory, command: 'pipenv sync --dev', files: [at('Pipfile.lock')] };
  if (files.has(at('Pipfile'))) return { tool: 'pipenv', directory, command: 'pipenv install --dev', files: [at('Pipfile')] };
  if (project?.tools.has('poetry') === true) return { tool: 'poetry', directory, command: `poetry install --no-interaction${options('--extras', '--with')}`, files: [at('pyproject.toml')] };
  if (project?.tools.has('pdm') === true) return { tool: 'pdm', directory, command: `pdm install${options('--group', '--group')}`, files: [at('pyproject.toml')] };
  return undefined;
}

/** What pip or conda installs; of both, what speaks of Alembic, and of those that do the first. */
function findUnlocked(files: RepositoryFiles, directory: string, request: InstallationRequest): Installation | undefined {
  const found = [findRequirements(files, directory, request), findPyproject(files, directory, request), findEnvironment(files, directory), findSetupPy(files, directory)];
  const candidates = found.filter((candidate) => candidate !== undefined);
  const chosen = candidates.find(({ names }) => hasAlembic(names)) ?? candidates[0];
  return chosen === undefined ? undefined : { ...chosen.installation, ...(hasAlembic(chosen.names) || chosen.isOpen === true ? {} : { hasAlembic: false }) };
}

interface Candidate {
  readonly installation: Installation;
  readonly names: ReadonlySet<string>;
  /** Whether it brings more than it names: a package by its path or address. */
  readonly isOpen?: boolean;
}

function findRequirements(files: RepositoryFiles, directory: string, { drivers }: InstallationRequest): Candidate | undefined {
  const listed = files.list(['requirements.txt', 'requirements*.txt', 'requirements/*.txt'], directory).map((path) => path.slice(joinPath(directory, 'x').length - 1));
  const lists = listed.filter(isShellWord).map((file) => {
    const texts = readRequirements(files, joinPath(directory, file), new Set());
    return { file, texts, names: new Set(texts.flatMap(listRequirementNames)) };
  });
  const [main, ...others] = lists;
  if (main === undefined) return undefined;
  const isMain = main.file === 'requirements.txt';
  const chosen = isMain ? [main] : [];
  const lacks = (isIn: (names: ReadonlySet<string>) => boolean): boolean => !chosen.some(({ names }) => isIn(names));
  const hasDriver = (names: ReadonlySet<string>): boolean => [...drivers].some((driver) => names.has(driver));
  for (const isIn of [hasAlembic, ...(drivers.size === 0 ? [] : [hasDriver])]) {
    const more = lacks(isIn) ? (isMain ? others : lists).find(({ names }) => isIn(names)) : undefined;
    if (more !== undefined) chosen.push(more);
  }
  if (chosen.length === 0) chosen.push(main);
  const names = new Set(chosen.flatMap((list) => [...list.names]));
  const command = `pip install ${chosen.map(({ file }) => `-r ${file}`).join(' ')}`;
  const isOpen = chosen.some(({ texts }) => texts.some((text) => /^\s*(?:-e\b|--editable|\.|git\+|https?:)/m.test(text)));
  return {
    isOpen,
    installation: { tool: 'pip', directory, command, files: chosen.map(({ file }) => joinPath(directory, file)) },
    names,
  };
}

/**
 * The texts of a list of requirements and of those that it includes (`-r ../base.txt`, from where it lies), none from outside of the repository.
 * @param path below the root
 */
function readRequirements(files: RepositoryFiles, path: string, seen: Set<string>): string[] {
  if (seen.has(path) || seen.size > 20) return [];
  seen.add(path);
  const text = files.read(path) ?? '';
  const included = [...text.matchAll(/^\s*(?:-r|--requirement)[ =]\s*([^\s/]\S*)/gm)].map(([, name = '']) => join(dirname(path), name));
  return [text, ...included.filter(isPlainPath).flatMap((one) => readRequirements(files, one, seen))];
}

function findPyproject(files: RepositoryFiles, directory: string, request: InstallationRequest): Candidate | undefined {
  const path = joinPath(directory, 'pyproject.toml');
  const project = readPyproject(files.read(path) ?? '');
  if (project?.isInstallable !== true) return undefined;
  const optional = listOptional(project, request);
  const names = new Set([...project.required, ...optional.flatMap(({ packages }) => [...packages])]);
  if (project.tools.has('uv')) {
    const options = optional.map(({ kind, name }) => ` --${kind} ${name}`).join('');
    return { installation: { tool: 'uv', directory, command: `uv sync${options}`, files: [path] }, names };
  }
  const extras = optional.filter(({ kind }) => kind === 'extra').map(({ name }) => name);
  const groups = optional.filter(({ kind }) => kind === 'group').map(({ name }) => ` --group ${name}`);
  const command = `pip install -e ${extras.length === 0 ? '.' : `'.[${extras.join(',')}]'`}${groups.join('')}`;
  return { installation: { tool: 'pip', directory, command, files: [path] }, names };
}

/** The extras and groups that bring Alembic or the driver, where the project does not require them itself. */
function listOptional(project: PyprojectReading | undefined, { drivers }: InstallationRequest): PyprojectReading['optional'] {
  if (project === undefined) return [];
  const named = project.optional.filter(({ name }) => isExtraName(name));
  const hasDriver = (names: ReadonlySet<string>): boolean => [...drivers].some((driver) => names.has(driver));
  const wanted = [hasAlembic, ...(drivers.size === 0 ? [] : [hasDriver])];
  return [...new Set(wanted.flatMap((isIn) => (isIn(project.required) ? [] : (named.find(({ packages }) => isIn(packages)) ?? []))))];
}

function findEnvironment(files: RepositoryFiles, directory: string): Candidate | undefined {
  const [path] = files.list(['environment.y{a,}ml', 'environment*.y{a,}ml'], directory);
  if (path === undefined || !isPlainPath(path)) return undefined;
  const environment = toMapping(readYaml(files, path));
  const listed = toList(environment['dependencies']).flatMap((item) => (typeof item === 'string' ? [item] : toList(toMapping(item)['pip'])));
  const names = listed.flatMap((item) => (typeof item === 'string' ? listRequirementNames(item.replace(/^.*::/, '')) : []));
  const hasName = typeof environment['name'] === 'string' && environment['name'] !== '';
  return { installation: { tool: 'conda', directory, command: '', files: [path], hasName }, names: new Set(names) };
}

function findSetupPy(files: RepositoryFiles, directory: string): Candidate | undefined {
  const path = ['setup.py', 'setup.cfg'].map((name) => joinPath(directory, name)).find(files.has);
  // Other tools keep their settings in setup.cfg too.
  if (path === undefined || (path.endsWith('setup.cfg') && !/^\[options\]/m.test(files.read(path) ?? ''))) return undefined;
  const names = (files.read(path) ?? '').match(/[A-Za-z0-9][\w.-]*/g) ?? [];
  return { installation: { tool: 'pip', directory, command: 'pip install -e .', files: [path] }, names: new Set(names.map(normalizeName)) };
}

/** Flask-Migrate brings Alembic along. */
function hasAlembic(names: ReadonlySet<string>): boolean {
  return ['alembic', 'flask-migrate'].some((name) => names.has(name));
}
