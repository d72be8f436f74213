import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Where Alembic is run from, so that relative paths of its configuration hold, and where `env.py` is then found. */
export interface ScriptPlace {
  readonly cwd: string;
  readonly scriptLocation: string;
}

/**
 * The directories from which Alembic may be run: where the configuration is, then each above it to the root of the repository; and where the
 * search began, where that is none of them.
 */
export function listRunDirectories(from: string, repositoryRoot: string, workingDirectory: string): string[] {
  const directories = [from];
  for (let directory = from; isBelow(directory, repositoryRoot); ) {
    directory = dirname(directory);
    directories.push(directory);
  }
  return directories.includes(workingDirectory) ? directories : [...directories, workingDirectory];
}

/**
 * A path or a `package:directory`, and from where it is relative: of the directories, the first that has it.
 * @param packageRoots where packages are searched, relative to the directory Alembic is run from
 */
export function locateScripts(written: string, directories: readonly string[], packageRoots: readonly string[]): ScriptPlace {
  const [first = ''] = directories;
  if (isAbsolute(written)) return { cwd: findImportsDirectory(written, directories, packageRoots), scriptLocation: resolve(written) };
  const [packageName = '', ...inside] = written.split(':');
  const paths = inside.length === 0 ? [written] : packageRoots.map((root) => join(root, ...packageName.split('.'), ...inside));
  const places = directories.flatMap((cwd) => paths.map((path) => ({ cwd, scriptLocation: resolve(cwd, path) })));
  return places.find(({ scriptLocation }) => existsSync(scriptLocation)) ?? { cwd: first, scriptLocation: resolve(first, inside.length === 0 ? written : join(...packageName.split('.'), ...inside)) };
}

/**
 * With `%(here)s/migrations` the configuration may be used from anywhere, but `prepend_sys_path = .` lets env.py import what lies where Alembic is
 * run. So that is the directory that has most of the modules that env.py imports; where none has any, the first.
 */
function findImportsDirectory(scriptLocation: string, directories: readonly string[], packageRoots: readonly string[]): string {
  const [first = ''] = directories;
  const environment = join(scriptLocation, 'env.py');
  if (directories.length < 2 || !existsSync(environment)) return first;
  const names = new Set(Array.from(readFileSync(environment, 'utf8').matchAll(/^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm), ([, name = '']) => name));
  // The scripts themselves often lie in a folder of that name.
  names.delete('alembic');
  const roots = packageRoots.filter((root) => !isAbsolute(root));
  const countModules = (cwd: string): number => [...names].filter((name) => roots.some((root) => hasModule(resolve(cwd, root), name))).length;
  const counts = directories.map((cwd) => ({ cwd, count: countModules(cwd) }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).cwd;
}

function hasModule(directory: string, name: string): boolean {
  return existsSync(join(directory, `${name}.py`)) || existsSync(join(directory, name));
}

function isBelow(directory: string, root: string): boolean {
  const inner = relative(root, directory);
  return inner !== '' && inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}

/**
 * The entries of `version_locations`, as Alembic splits them: https://alembic.sqlalchemy.org/en/latest/branches.html#setting-up-multiple-version-directories
 * @param separatorName of an ini, which has no lists
 */
export function splitVersionLocations(written: string | readonly string[] | undefined, separatorName: string | undefined): string[] {
  if (typeof written !== 'string') return [...(written ?? [])];
  const separators: Readonly<Record<string, string>> = { space: ' ', newline: '\n', os: delimiter, ':': ':', ';': ';' };
  const separator = separators[separatorName ?? ''];
  // Without a separator as before there were any: `, *|(?: +)`.
  const items = separator === undefined ? written.split(/, *| +/) : written.split(separator);
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
