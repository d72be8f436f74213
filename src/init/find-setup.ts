import { join, relative, sep } from 'node:path';
import { mayRunContainer } from '../database/provider.ts';
import type { DialectName } from '../dialects/dialect.ts';
import { getDialect, listDrivers } from '../dialects/registry.ts';
import { UserError } from '../errors.ts';
import type { Options } from '../options.ts';
import { findDialect } from '../project/find-dialect.ts';
import { findProjects } from '../project/find-projects.ts';
import { tryGit } from '../project/git.ts';
import { normalizeName } from '../project/normalize-name.ts';
import type { AlembicProject } from '../project/project.ts';
import { findImages } from './find-images.ts';
import type { FoundImage, ImageSearch } from './find-images.ts';
import { findInstallation } from './find-installation.ts';
import type { Installation } from './find-installation.ts';
import { findOptionFiles } from './find-option-files.ts';
import { findPythonVersion } from './find-python-version.ts';
import type { PythonVersion } from './find-python-version.ts';
import { isPlainPath, isVariableName } from './plain-names.ts';
import { readEnvPy } from './read-env-py.ts';
import { readOtherWorkflows } from './read-other-workflows.ts';
import type { OtherWorkflow } from './read-other-workflows.ts';
import { openRepositoryFiles } from './repository-files.ts';
import type { RepositoryFiles } from './repository-files.ts';
import type { FoundProject, Setup } from './setup.ts';

/** What the repository's own options decide already. */
export type SetupOptions = Pick<Options, 'workingDirectory' | 'config' | 'iniSection' | 'dialects' | 'database' | 'images' | 'databaseEnv'>;

interface Found {
  readonly project: AlembicProject;
  /** Below the root, `` for the root itself. */
  readonly directory: string;
  /** None where nothing tells. */
  readonly dialects: readonly DialectName[];
  readonly origin: string | undefined;
  /** Why the dialect is not known, where that is more than that nothing tells. */
  readonly because: string | undefined;
}

/**
 * Looks at a repository for all that a workflow needs to know, without running anything of it.
 * Throws a `UserError` where there is no project.
 * @param root absolute
 * @param readOptions gives the options that files of options say at an absolute directory
 */
export async function findSetup(root: string, readOptions: (directory: string) => SetupOptions): Promise<Setup> {
  const files = openRepositoryFiles(root);
  const atRoot = readOptions(root);
  const projects = await findProjects(atRoot, root).catch(tellWhereConfigIsNamed);
  const directories = projects.map((project) => toPath(root, project.workingDirectory));
  const optionFiles = findOptionFiles(files, directories);
  const options = optionFiles.directory === undefined ? atRoot : readOptions(join(root, optionFiles.directory));
  const found = await Promise.all(projects.map((project) => describe(project, root, options.dialects)));
  const workflows = readOtherWorkflows(files);
  const search = options.images.length > 0 ? { images: [], leftOut: [] } : findImages(files, directories, workflows);
  const known = new Set(found.flatMap(({ dialects }) => dialects));
  const choice = chooseImages(known, found, search, { isTold: options.dialects.length > 0 });
  const mayHaveImage = mayRunContainer(options.database);
  const images = mayHaveImage ? choice.images : [];
  const { urls, required } = readEnvironmentUse(files, found, root);
  const addresses = urls.filter((name) => !options.databaseEnv.includes(name));
  const { installations, notes } = findInstallations(files, found, choice.dialect);
  return {
    projects: found.map((one) => tellProject(one, choice.dialect)),
    installations,
    packages: ['alembic', ...listFallbackDrivers(new Set([...known, ...(choice.dialect === undefined ? [] : [choice.dialect])]))],
    python: choosePython(files, installations, workflows),
    options: {
      ...(optionFiles.directory === undefined ? {} : { 'working-directory': chooseWorkingDirectory(optionFiles.directory, toPath(root, options.workingDirectory)) }),
      ...(choice.dialect === undefined ? {} : { dialect: choice.dialect }),
      ...(images.length === 0 ? {} : { image: images.map(({ image }) => image).join(', ') }),
      ...(addresses.length === 0 ? {} : { 'database-env': [...options.databaseEnv.filter(isVariableName), ...addresses].join(',') }),
    },
    images,
    lacksImage: mayHaveImage && options.images.length === 0 && images.length === 0,
    leftOutImages: mayHaveImage ? search.leftOut : [],
    addresses,
    variables: required.filter(({ name }) => !options.databaseEnv.includes(name)),
    defaultBranch: await findDefaultBranch(root),
    remoteHost: readHost((await tryGit(root, ['remote', 'get-url', 'origin'])) ?? ''),
    notes: [...found.flatMap(({ because }) => (because === undefined ? [] : [because])), ...notes, ...optionFiles.notes, ...tellOtherImages(search, images)],
  };
}

/** `init` has no flags for options. */
function tellWhereConfigIsNamed(error: unknown): never {
  if (!(error instanceof UserError) || error.code !== 'no-project' || !error.remedy.startsWith('Set the option')) throw error;
  const { code, what, where } = error;
  const remedy = "Where Alembic's configuration has another name, write it into alembic-gate.toml at the root of the repository: `config = \"database/migrations.ini\"`.";
  throw new UserError(code, { what, remedy, ...(where === undefined ? {} : { where }) });
}

/** A path below the root with `/`, `` for the root itself. */
function toPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Where the options lie, or the directory below that they name themselves: the workflow's goes before theirs. */
function chooseWorkingDirectory(directory: string, named: string): string {
  return named.startsWith(`${directory}/`) && isPlainPath(named) ? named : directory;
}

async function describe(project: AlembicProject, root: string, told: readonly DialectName[]): Promise<Found> {
  const directory = toPath(root, project.workingDirectory);
  if (told.length > 0) return { project, directory, dialects: told, origin: 'the option `dialect`', because: undefined };
  try {
    const { name, origin } = await findDialect(project, () => Promise.resolve([]));
    return { project, directory, dialects: [name], origin, because: undefined };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'unknown-dialect') throw error;
    return { project, directory, dialects: [], origin: undefined, because: /^The project uses/.test(error.what) ? `${project.name}: ${error.what} ${error.remedy}` : undefined };
  }
}

interface ImageChoice {
  readonly images: readonly FoundImage[];
  /** To be set, where the images tell what nothing else does, or tell it better. */
  readonly dialect: DialectName | undefined;
}

/** For each dialect that is known the first image; where none is, that of the only dialect that has images. */
function chooseImages(known: ReadonlySet<DialectName>, found: readonly Found[], { images }: ImageSearch, { isTold }: { readonly isTold: boolean }): ImageChoice {
  const first = (dialect: DialectName): readonly FoundImage[] => images.filter((image) => image.dialect === dialect).slice(0, 1);
  const dialects = new Set(images.map(({ dialect }) => dialect));
  if (known.size === 0) {
    const [only] = dialects;
    return only === undefined || dialects.size > 1 ? { images: [], dialect: undefined } : { images: first(only), dialect: only };
  }
  // MySQL's drivers speak to MariaDB too, and so do its URLs.
  if (!isTold && known.size === 1 && known.has('mysql') && dialects.has('mariadb') && !dialects.has('mysql')) return { images: first('mariadb'), dialect: 'mariadb' };
  // An image that a project whose dialect is not known has no use for would be refused.
  return { images: found.every(({ dialects: own }) => own.length > 0) ? [...known].flatMap(first) : [], dialect: undefined };
}

function tellOtherImages({ images }: ImageSearch, taken: readonly FoundImage[]): string[] {
  return taken.flatMap(({ image, dialect, file }) => {
    const others = images.filter((other) => other.dialect === dialect && other.image !== image);
    const [other] = others;
    return other === undefined ? [] : [`${other.file} has ${other.image}, and ${file} ${image}, which is taken. \`image: ${other.image}, ${image}\` checks on both.`];
  });
}

function tellProject({ project, dialects, origin }: Found, wanted: DialectName | undefined): FoundProject {
  const names = wanted === undefined ? dialects : [wanted];
  return { name: project.name, databases: names.map((name) => getDialect(name).title), origin: wanted === undefined ? origin : 'its image' };
}

function readEnvironmentUse(files: RepositoryFiles, found: readonly Found[], root: string): { readonly urls: readonly string[]; readonly required: Setup['variables'] } {
  const paths = [...new Set(found.map(({ project }) => toPath(root, join(project.scriptLocation, 'env.py'))))];
  const uses = paths.map((path) => ({ file: isPlainPath(path) ? path : 'env.py', ...readEnvPy(files.read(path) ?? '') }));
  const required = uses.flatMap(({ file, required: names }) => names.map((name) => ({ name, file })));
  return { urls: [...new Set(uses.flatMap((use) => use.urls))], required: [...new Map(required.map((one) => [one.name, one])).values()] };
}

/** Each directory's once. One job has one conda environment, and that for all projects. */
function findInstallations(files: RepositoryFiles, found: readonly Found[], wanted: DialectName | undefined): { readonly installations: readonly Installation[]; readonly notes: readonly string[] } {
  const all = found.flatMap(({ directory, dialects }) => {
    const own = wanted === undefined ? dialects : [wanted];
    const drivers = new Set(listDrivers().filter(({ dialect }) => own.includes(dialect) || (dialect === 'mysql' && own.includes('mariadb'))).map(({ driver }) => normalizeName(driver)));
    return findInstallation(files, { directory, drivers }) ?? [];
  });
  const each = [...new Map(all.map((one) => [`${one.tool}\0${one.directory}\0${one.command}\0${one.files.join('\0')}`, one])).values()];
  const conda = each.filter(({ tool }) => tool === 'conda');
  const [kept] = conda;
  if (kept === undefined || each.length === 1) return { installations: each, notes: [] };
  const note = `A job has one conda environment, and so ${kept.files.join(', ')} is taken for all projects; for others add a job each, with the option \`config\`.`;
  return { installations: [kept], notes: [note] };
}

function choosePython(files: RepositoryFiles, [first]: readonly Installation[], workflows: readonly OtherWorkflow[]): PythonVersion | undefined {
  if (first?.tool === 'conda') return undefined;
  const found = findPythonVersion(files, first?.directory ?? '', workflows);
  // uv reads these files itself.
  return first?.tool === 'uv' && found?.file !== undefined ? undefined : found;
}

/** Drivers that need no compiler, as SQLAlchemy takes them by default where it can. */
function listFallbackDrivers(dialects: ReadonlySet<DialectName>): string[] {
  const drivers: Readonly<Record<DialectName, readonly string[]>> = { postgresql: ['psycopg2-binary'], mysql: ['PyMySQL', 'cryptography'], mariadb: ['PyMySQL', 'cryptography'], sqlite: [] };
  return [...new Set([...dialects].flatMap((name) => drivers[name]))];
}

async function findDefaultBranch(root: string): Promise<string | undefined> {
  const remote = await tryGit(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  if (remote !== undefined) return remote.replace(/^origin\//, '');
  const local = ((await tryGit(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads'])) ?? '').split('\n').filter((name) => name !== '');
  const configured = await tryGit(root, ['config', 'init.defaultBranch']);
  const [only, other] = local;
  const named = [configured, 'main', 'master'].find((name) => name !== undefined && local.includes(name));
  if (named !== undefined || other !== undefined) return named;
  return only ?? (await tryGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']));
}

/** Of `git@host:owner/name.git` and `https://user@host/owner/name`, in lower case. */
function readHost(url: string): string | undefined {
  return /^(?:[a-z+]+:\/\/)?(?:[^@/\s]+@)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})(?::|\/)/.exec(url)?.[1]?.toLowerCase();
}
