import type { OtherWorkflow } from './read-other-workflows.ts';
import { toList, toMapping } from './read-yaml.ts';
import { joinPath } from './repository-files.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Which Python to set up: a version, or the file that the set-up action reads it from. */
export interface PythonVersion {
  readonly version?: string;
  readonly file?: string;
  /** Where it is from, for people. */
  readonly origin: string;
}

/**
 * The newest stable Python, where the repository names none.
 * https://devguide.python.org/versions
 */
export const newestPython = '3.14';

/**
 * The Python of what is installed from a directory: exact ones before ranges, files beside it before those of the root.
 * @param directory below the root, `` for the root itself
 * @returns undefined where nothing tells
 */
export function findPythonVersion(files: RepositoryFiles, directory: string, workflows: readonly OtherWorkflow[]): PythonVersion | undefined {
  const directories = [...new Set([directory, ''])];
  const near = (name: string): readonly string[] => directories.map((one) => joinPath(one, name));
  for (const path of near('.python-version')) if (/^\s*(?:cpython-|python-)?3\.\d+/.test(files.read(path) ?? '')) return { file: path, origin: path };
  for (const path of near('.tool-versions')) if (/^python\s+3\.\d+/m.test(files.read(path) ?? '')) return { file: path, origin: path };
  const literals: readonly (readonly [readonly string[], RegExp])[] = [
    [near('runtime.txt'), /^\s*python-(3\.\d+)/],
    [near('Pipfile'), /^\s*python_(?:full_)?version\s*=\s*["'](3\.\d+)/m],
    [directories.flatMap((one) => files.list(['Dockerfile*', '*/Dockerfile*'], one)), /^FROM\s+(?:--\S+\s+)*(?:docker\.io\/)?(?:library\/)?python:(3\.\d+)/im],
  ];
  for (const [paths, pattern] of literals) {
    for (const path of paths) {
      const version = pattern.exec(resolveArguments(files.read(path) ?? ''))?.[1];
      if (version !== undefined) return { version, origin: path };
    }
  }
  for (const workflow of workflows) {
    const version = findInWorkflow(workflow);
    if (version !== undefined) return { version, origin: workflow.file };
  }
  const range = near('pyproject.toml').find((path) => /^\s*(?:requires-python|python)\s*=/m.test(files.read(path) ?? ''));
  return range === undefined ? undefined : { file: range, origin: range };
}

/** `ARG PYTHON_VERSION=3.12` of a Dockerfile, put where it is used. https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact */
function resolveArguments(text: string): string {
  const values = new Map([...text.matchAll(/^ARG\s+([A-Za-z_]\w*)=["']?([\w.-]+)["']?\s*$/gim)].map(([, name = '', value = '']) => [name, value]));
  return text.replaceAll(/^(FROM\s.*)$/gim, (line) => line.replaceAll(/\$\{?([A-Za-z_]\w*)(?::-[^}]*)?\}?/g, (whole, name: string) => values.get(name) ?? whole));
}

/** The first exact version that a step of another workflow sets up. */
function findInWorkflow({ jobs }: OtherWorkflow): string | undefined {
  const steps = jobs.flatMap((job) => toList(job['steps']));
  // Without quotes YAML takes 3.10 for the number 3.1, which is no Python that anybody runs.
  const versions = steps.map((step) => toMapping(toMapping(step)['with'])['python-version']).map((version) => (typeof version === 'number' ? String(version) : version));
  return versions.map((version) => (typeof version === 'string' ? /^3\.(?:[89]|[1-9]\d)/.exec(version)?.[0] : undefined)).find((version) => version !== undefined);
}
