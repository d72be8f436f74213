import { actionVersions } from './action-versions.ts';
import type { ActionName } from './action-versions.ts';
import type { Installation, Tool } from './find-installation.ts';
import { newestPython } from './find-python-version.ts';
import type { PythonVersion } from './find-python-version.ts';
import type { WorkflowValue } from './render-workflow.ts';
import type { Setup } from './setup.ts';

/** A step of a job. */
export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly 'working-directory'?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, WorkflowValue>>;
  /** Stands after its `uses`. */
  readonly comment?: string;
}

/** A step that uses an action, with the release that its commit is of. */
export function useAction(name: ActionName, inputs: Readonly<Record<string, WorkflowValue>> = {}, more: Pick<Step, 'id' | 'if' | 'env'> = {}): Step {
  const action: { readonly uses: string; readonly release?: string } = actionVersions[name];
  return {
    ...(more.id === undefined ? {} : { id: more.id }),
    uses: action.uses,
    ...(more.if === undefined ? {} : { if: more.if }),
    ...(more.env === undefined ? {} : { env: more.env }),
    ...(Object.keys(inputs).length === 0 ? {} : { with: inputs }),
    ...(action.release === undefined ? {} : { comment: action.release }),
  };
}

/** The steps that bring Python and the project's packages. */
export function listPythonSteps({ installations, python, packages }: Pick<Setup, 'installations' | 'python' | 'packages'>): Step[] {
  if (installations.length === 0) {
    return [useAction('setupPython', { ...writeVersion(python) }), { run: `pip install ${packages.join(' ')}` }];
  }
  const groups = Map.groupBy(installations, ({ tool }) => tool);
  return [...groups].flatMap(([tool, own]) => writers[tool](own, python));
}

/** Where the job's Python is, for the option `python`, where the gate would not find it. */
export function findPythonOption(installations: readonly Installation[]): Readonly<Record<string, string>> {
  return installations.some(({ tool }) => tool === 'conda') ? { python: '${{ steps.conda.outputs.environment-path }}/bin/python' } : {};
}

type StepWriter = (own: readonly Installation[], python: PythonVersion | undefined) => Step[];

const writers: Readonly<Record<Tool, StepWriter>> = {
  // https://docs.astral.sh/uv/guides/integration/github; uv itself reads .python-version and requires-python, and makes the .venv that the gate finds.
  uv: (own, python) => [
    useAction('setupUv', { 'enable-cache': true, ...(python?.version === undefined ? {} : { 'python-version': python.version }) }),
    ...own.map(install),
  ],
  // https://github.com/actions/setup-python/blob/main/docs/advanced-usage.md#caching-packages: Poetry has to be there before.
  poetry: (own, python) => [
    { run: 'pipx install poetry' },
    useAction('setupPython', { ...writeVersion(python), cache: 'poetry', ...writeDependencies(own, 'cache-dependency-path', 'poetry.lock') }),
    ...own.map(install),
  ],
  pdm: (own, python) => [useAction('setupPdm', { ...writeVersion(python), cache: true, ...writeDependencies(own, 'cache-dependency-path', 'pdm.lock') }), ...own.map(install)],
  pipenv: (own, python) => [
    { run: 'pipx install pipenv' },
    useAction('setupPython', { ...writeVersion(python), cache: 'pipenv', ...writeDependencies(own, 'cache-dependency-path', 'Pipfile.lock') }),
    ...own.map(install),
  ],
  // https://github.com/mamba-org/setup-micromamba: its environment is active in login shells only, so the gate is told where it is.
  conda: ([first]) => [
    useAction(
      'setupMicromamba',
      { 'environment-file': first?.files[0] ?? '', ...(first?.hasName === false ? { 'environment-name': 'alembic-gate' } : {}), 'cache-environment': true },
      { id: 'conda' },
    ),
  ],
  // https://github.com/actions/setup-python/blob/main/docs/advanced-usage.md#caching-packages
  pip: (own, python) => {
    const setUp = useAction('setupPython', { ...writeVersion(python), cache: 'pip', ...writeDependencies(own, 'cache-dependency-path', 'requirements.txt') });
    return [setUp, ...(own.length === 1 ? own.map(install) : own.map(installApart))];
  },
};

function install({ directory, command }: Installation): Step {
  return { ...(directory === '' ? {} : { 'working-directory': directory }), run: command };
}

/** Into an environment beside each project, which the gate finds there. */
function installApart({ directory, command }: Installation): Step {
  return { ...(directory === '' ? {} : { 'working-directory': directory }), run: `python -m venv .venv\n.venv/bin/${command}\n` };
}

function writeVersion(python: PythonVersion | undefined): Readonly<Record<string, string>> {
  if (python?.file !== undefined) return { 'python-version-file': python.file };
  return { 'python-version': python?.version ?? newestPython };
}

/** The files that a cache depends on, one a line; nothing where it is the one that the action takes anyway. */
function writeDependencies(own: readonly Installation[], name: string, usual: string): Readonly<Record<string, string>> {
  const files = own.flatMap((one) => one.files);
  return files.length === 1 && files[0] === usual ? {} : { [name]: files.length === 1 ? (files[0] ?? '') : `${files.join('\n')}\n` };
}
