import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { TomlError, parse as parseToml } from 'smol-toml';
import { glob } from 'tinyglobby';
import type { DialectName } from '../dialects/dialect.ts';
import { listDrivers } from '../dialects/registry.ts';
import { UserError } from '../errors.ts';
import { normalizeName } from './normalize-name.ts';
import type { AlembicProject } from './project.ts';

/** A dialect, and how it was found, for people. */
export interface FoundDialect {
  readonly name: DialectName;
  readonly origin: string;
}

/** Dialect names in URLs, as SQLAlchemy and people write them. */
const schemes: Readonly<Record<string, DialectName>> = { postgresql: 'postgresql', postgres: 'postgresql', mysql: 'mysql', mariadb: 'mariadb', sqlite: 'sqlite' };

const requirementFiles = [
  'requirements*.{txt,in}', 'requirements/*.{txt,in}', 'pyproject.toml', 'Pipfile', 'Pipfile.lock', 'setup.cfg', 'setup.py', 'environment*.y{a,}ml',
  'poetry.lock', 'uv.lock', 'pdm.lock',
]; // prettier-ignore

/**
 * The project's dialect where no option says it: the ini's URL, the only driver its requirement files name, or what env.py tries to connect to.
 * @param probe runs env.py with connections refused and tells which dialects it wanted
 */
export async function findDialect(project: AlembicProject, probe: () => Promise<readonly string[]>): Promise<FoundDialect> {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9]*)(?:\+\w+)?:\/\//.exec(project.url ?? '')?.[1];
  if (scheme !== undefined && scheme !== 'driver') return { name: requireKnown(scheme, `sqlalchemy.url of ${project.name}`), origin: `the URL in ${project.name}` };
  const required = await readRequiredDialects(project);
  const [only] = required;
  if (only !== undefined && required.size === 1) return { name: only, origin: 'the driver among the requirements' };
  const [probed] = await probe();
  if (probed !== undefined) return { name: requireKnown(probed, 'env.py'), origin: 'what env.py connects to' };
  throw new UserError('unknown-dialect', {
    what: 'Which kind of database the project uses could not be told: env.py opened no connection.',
    where: project.name,
    remedy: 'Set the option `dialect`, for example `dialect: postgresql`.',
  });
}

function requireKnown(scheme: string, where: string): DialectName {
  const name = schemes[scheme];
  if (name !== undefined) return name;
  throw new UserError('unknown-dialect', {
    what: `The project uses ${scheme}, which Alembic Gate does not know.`,
    where,
    remedy: 'Set the option `dialect` if that is not so; known are postgresql, mysql, mariadb and sqlite.',
  });
}

async function readRequiredDialects(project: AlembicProject): Promise<ReadonlySet<DialectName>> {
  const directories = [...new Set([project.workingDirectory, dirname(project.workingDirectory), project.repositoryRoot])].filter((directory) =>
    directory.startsWith(project.repositoryRoot),
  );
  const files = await Promise.all(directories.map((cwd) => glob(requirementFiles, { cwd, absolute: true })));
  const packages = await Promise.all([...new Set(files.flat())].map(async (file) => listPackages(basename(file), await readFile(file, 'utf8'))));
  const names = new Set(packages.flat().map(normalizeName));
  return new Set(listDrivers().flatMap(({ driver, dialect }) => (names.has(normalizeName(driver)) ? [dialect] : [])));
}

/** What may be names of packages in a file of requirements. */
function listPackages(file: string, text: string): string[] {
  // A lock file of SQLAlchemy names every driver among its extras; what is installed stands as a package of its own.
  if (file.endsWith('.lock') && file !== 'Pipfile.lock') return Array.from(text.matchAll(/^name = "([^"]+)"$/gm), ([, name = '']) => name);
  const words = file === 'pyproject.toml' || file === 'Pipfile' ? listTomlPackages(text) : [text.replace(/(^|\s)#.*$/gm, '')];
  return words.flatMap((word) => word.match(/[A-Za-z0-9][\w.-]*/g) ?? []);
}

/** The keys and texts below every key that speaks of dependencies, or of packages in a Pipfile. */
function listTomlPackages(text: string): string[] {
  try {
    return listBelow(parseToml(text), false);
  } catch (error) {
    if (error instanceof TomlError) return [text];
    throw error;
  }
}

function listBelow(value: unknown, isInside: boolean): string[] {
  if (typeof value === 'string') return isInside ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => listBelow(item, isInside));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...(isInside ? [key] : []), ...listBelow(item, isInside || /dependenc|packages$/.test(key))]);
}
