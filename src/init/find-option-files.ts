import { isPlainPath } from './plain-names.ts';
import { readPyproject } from './read-pyproject.ts';
import { joinPath, listUpwards } from './repository-files.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Where the files of options lie that a run at the repository's root would not read. */
export interface OptionFiles {
  /** Where the run has to look instead, below the root; undefined: at the root. */
  readonly directory: string | undefined;
  /** On those that one run for all projects cannot read. */
  readonly notes: readonly string[];
}

/**
 * A run reads the options of its working directory and above. Those beside the only project decide where it runs; those of one among
 * several need a job of their own.
 * @param directories of the projects, below the root
 */
export function findOptionFiles(files: RepositoryFiles, directories: readonly string[]): OptionFiles {
  const found = [...new Set(directories.flatMap((directory) => findAbove(files, directory) ?? []))];
  const [only] = found;
  if (only === undefined) return { directory: undefined, notes: [] };
  if (directories.length === 1 && isPlainPath(only)) return { directory: only, notes: [] };
  return { directory: undefined, notes: [`The options in ${found.join(', ')} are not read by one job for all: add a job each with the option \`working-directory\`, and a \`comment-key\`.`] };
}

/** The nearest directory below the root that has options. */
function findAbove(files: RepositoryFiles, directory: string): string | undefined {
  return listUpwards(directory).find((one) => one !== '' && hasOptions(files, one));
}

function hasOptions(files: RepositoryFiles, directory: string): boolean {
  return files.has(joinPath(directory, 'alembic-gate.toml')) || readPyproject(files.read(joinPath(directory, 'pyproject.toml')) ?? '')?.tools.has('alembic-gate') === true;
}
