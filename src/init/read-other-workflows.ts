import { readYaml, toMapping } from './read-yaml.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** A workflow that is not ours. */
export interface OtherWorkflow {
  /** Below the root. */
  readonly file: string;
  readonly jobs: readonly Readonly<Record<string, unknown>>[];
}

/** The repository's workflows but for our own, which say what was found before. */
export function readOtherWorkflows(files: RepositoryFiles): OtherWorkflow[] {
  return files
    .list(['.github/workflows/*.y{a,}ml'])
    .filter((file) => !file.startsWith('.github/workflows/alembic-gate'))
    .map((file) => ({ file, jobs: Object.values(toMapping(toMapping(readYaml(files, file))['jobs'])).map(toMapping) }));
}
