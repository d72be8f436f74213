import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { TomlError } from 'smol-toml';
import { glob } from 'tinyglobby';
import { UserError } from '../errors.ts';
import type { Options } from '../options.ts';
import { listRunDirectories, locateScripts, splitVersionLocations } from './locate-scripts.ts';
import { nameProject } from './name-project.ts';
import type { AlembicProject } from './project.ts';
import { readIni } from './read-ini.ts';
import { takeAlembicTable } from './take-alembic-table.ts';

/** Directories that hold other people's code. */
const foreign = ['node_modules', '.git', '.venv', 'venv', 'env', '.tox', '.nox', 'site-packages', 'build', '.cache', '__pycache__'];

/** Where to look and what for. */
export type FindRequest = Pick<Options, 'workingDirectory' | 'config' | 'iniSection'>;

/**
 * The Alembic projects below the working directory: each `alembic.ini`, each `[tool.alembic]` of a pyproject.toml, or what the
 * option `config` names. Throws a `UserError` where there is none, with the sentence for sqlalchemy-migrate where that is it.
 */
export async function findProjects(request: FindRequest, repositoryRoot: string): Promise<AlembicProject[]> {
  const files = await findConfigurations(request);
  const groups = Map.groupBy(files, dirname);
  const projects: AlembicProject[] = [];
  for (const [directory, together] of groups) {
    const toml = together.filter((file) => file.endsWith('.toml'));
    const inis = together.filter((file) => !file.endsWith('.toml'));
    // An ini and a pyproject.toml side by side are one project: Alembic 1.16 reads both.
    if (inis.length === 0) projects.push(...(await readProjects({ directory, toml: toml[0], ini: undefined }, request, repositoryRoot)));
    for (const ini of inis) projects.push(...(await readProjects({ directory, toml: toml[0], ini }, request, repositoryRoot)));
  }
  if (projects.length === 0) throw await explainNothing(request);
  return projects;
}

async function findConfigurations({ workingDirectory, config }: FindRequest): Promise<string[]> {
  const patterns = config.length === 0 ? ['**/alembic.ini', '**/pyproject.toml'] : config.map((item) => item.split(sep).join('/'));
  const ignore = config.length === 0 ? foreign.map((name) => `**/${name}/**`) : [];
  const found = await glob(patterns, { cwd: workingDirectory, absolute: true, dot: false, ignore, expandDirectories: false });
  const checked = await Promise.all(found.map(async (file) => ((await isConfiguration(file, config.length > 0)) ? [resolve(file)] : [])));
  return checked.flat().sort();
}

async function isConfiguration(file: string, isNamed: boolean): Promise<boolean> {
  if (basename(file) === 'pyproject.toml') return (await readTomlTable(file)) !== undefined;
  if (isNamed) return true;
  return readIni(await readFile(file, 'utf8'), {}).sections.length > 0;
}

/** `[tool.alembic]` of a pyproject.toml; one that is no TOML and does not speak of Alembic is none of our business. */
async function readTomlTable(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await readFile(file, 'utf8');
  if (!text.includes('alembic')) return undefined;
  try {
    return takeAlembicTable(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new UserError('no-project', { what: `The file is no TOML: ${cause.message.split('\n')[0] ?? ''}`, where: file, remedy: 'Correct it.', cause });
  }
}

interface Place {
  readonly directory: string;
  readonly ini: string | undefined;
  readonly toml: string | undefined;
}

async function readProjects(place: Place, request: FindRequest, repositoryRoot: string): Promise<AlembicProject[]> {
  const sections = request.iniSection.length === 0 ? ['alembic'] : request.iniSection;
  return Promise.all(sections.map((section) => readProject(place, section, request.workingDirectory, repositoryRoot)));
}

async function readProject(place: Place, section: string, workingDirectory: string, repositoryRoot: string): Promise<AlembicProject> {
  const { directory, ini: iniFile, toml: tomlFile } = place;
  const ini = iniFile === undefined ? undefined : readIni(await readFile(iniFile, 'utf8'), { here: directory });
  const table = tomlFile === undefined ? undefined : await readTomlTable(tomlFile);
  // "Searches always prioritize the configparser namespace first": `Config.get_alembic_option`.
  const get = (name: string): string | readonly string[] | undefined => ini?.get(section, name) ?? readTomlValue(table?.[name], directory);
  const getText = (name: string): string | undefined => ((value) => (typeof value === 'string' ? value : undefined))(get(name));
  const main = iniFile ?? tomlFile ?? directory;
  // Flask-Migrate keeps its ini beside env.py and gives the location in code; `flask db` is run from the directory above.
  const written = getText('script_location') ?? (existsSync(join(directory, 'env.py')) ? directory : undefined);
  if (written === undefined) {
    throw new UserError('no-project', {
      what: `The section [${section}] has no \`script_location\`.`,
      where: relative(repositoryRoot, main),
      remedy: 'Name the section with the option `ini-section`, or another file with the option `config`.',
    });
  }
  const prepended = get('prepend_sys_path') ?? '.';
  const packageRoots = ['.', 'src', ...(typeof prepended === 'string' ? prepended.split(/[\s,:;]+/) : prepended)];
  const runDirectories = listRunDirectories(getText('script_location') === undefined ? dirname(directory) : directory, repositoryRoot, workingDirectory);
  const { cwd, scriptLocation } = locateScripts(written, runDirectories, packageRoots);
  const locations = splitVersionLocations(get('version_locations'), getText('path_separator') ?? getText('version_path_separator'));
  const isTrue = (name: string): boolean => (ini?.get(section, name) ?? String(table?.[name])) === 'true';
  if (!existsSync(scriptLocation)) {
    throw new UserError('no-project', {
      what: `The \`script_location\` "${written}" does not exist.`,
      where: relative(repositoryRoot, main),
      remedy: 'Correct it, or leave this file out by naming the right ones with the option `config`.',
    });
  }
  const label = relative(repositoryRoot, main).split(sep).join('/');
  return {
    name: nameProject(label, section),
    repositoryRoot,
    config: [iniFile, tomlFile].filter((file) => file !== undefined && (file === iniFile || table !== undefined)) as string[],
    section,
    workingDirectory: cwd,
    scriptLocation,
    versionLocations: locations.length === 0 ? [join(scriptLocation, 'versions')] : locations.map((location) => locateScripts(location, [cwd], packageRoots).scriptLocation),
    recursiveVersionLocations: isTrue('recursive_version_locations'),
    isSourceless: isTrue('sourceless'),
    url: ini?.get(section, 'sqlalchemy.url'),
  };
}

/** Text or a list of texts, with `%(here)s` and `%%` replaced. */
function readTomlValue(value: unknown, here: string): string | readonly string[] | undefined {
  const replace = (text: string): string => text.replace(/%%|%\(here\)s/g, (found) => (found === '%%' ? '%' : here));
  if (typeof value === 'string') return replace(value);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').map(replace) : undefined;
}

async function explainNothing({ workingDirectory, config }: FindRequest): Promise<UserError> {
  const old = await glob(['**/migrate.cfg'], { cwd: workingDirectory, ignore: foreign.map((name) => `**/${name}/**`) });
  if (old[0] !== undefined) {
    return new UserError('not-alembic', {
      what: 'This is a repository of sqlalchemy-migrate, not of Alembic.',
      where: old[0],
      remedy:
        'sqlalchemy-migrate is no longer maintained: run `alembic init migrations`, `alembic revision -m baseline`, `alembic stamp head` on existing databases, and write new changes as Alembic revisions.',
    });
  }
  return new UserError('no-project', {
    what: config.length === 0 ? 'No `alembic.ini` and no `[tool.alembic]` in a pyproject.toml was found.' : `No file matches the option \`config\` (${config.join(', ')}).`,
    where: workingDirectory,
    remedy: 'Set the option `working-directory` to where the project is, or `config` to its configuration file.',
  });
}
