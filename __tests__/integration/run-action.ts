import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { repository } from './github-state.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';

export const token = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const root = fileURLToPath(new URL('../../', import.meta.url));
const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
};

/** What one run of the action left. */
export interface ActionRun {
  readonly exitCode: number | null;
  /** What the runner shows of standard output and standard error: everything but commands. */
  readonly log: string;
  /** Every command that the runner sees in it, as it was written. */
  readonly commands: readonly string[];
  /** The whole file, with the random delimiters of multi-line values written as `EOF`. */
  readonly outputs: string;
  readonly summary: string;
}

export interface ActionRequest {
  readonly repository: PullRequestRepository;
  readonly apiUrl: string;
  /** Default: `/graphql` under `apiUrl`. */
  readonly graphqlUrl?: string;
  /** `with:` of the workflow. */
  readonly inputs: Readonly<Record<string, string>>;
  /** `env:` of the workflow. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder that holds `dist/`; default: `ALEMBIC_GATE_BUNDLE` (see scripts/build.ts), or this repository. */
  readonly actionDirectory?: string;
}

/**
 * Runs the action as GitHub's runner does: the bundle in a process of its own, in the workspace, with the documented environment
 * and an input for everything in action.yml.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const temporary = await mkdtemp(join(tmpdir(), 'alembic-gate-runner-'));
  try {
    const [outputFile, summaryFile] = [join(temporary, 'set_output'), join(temporary, 'step_summary')];
    await Promise.all([outputFile, summaryFile].map((file) => writeFile(file, '')));
    const { workspace, eventFile } = request.repository;
    const { PATH = '', HOME = '' } = process.env;
    const environment = {
      PATH,
      HOME,
      LANG: 'C.UTF-8',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: `${repository.owner}/${repository.name}`,
      GITHUB_REPOSITORY_OWNER: repository.owner,
      ...request.repository.environment,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_ENV: join(temporary, 'set_env'),
      GITHUB_PATH: join(temporary, 'add_path'),
      GITHUB_STATE: join(temporary, 'save_state'),
      GITHUB_API_URL: request.apiUrl,
      GITHUB_GRAPHQL_URL: request.graphqlUrl ?? `${request.apiUrl}/graphql`,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '1658821493',
      GITHUB_RUN_NUMBER: '12',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: 'Migrations',
      GITHUB_ACTOR: 'ada',
      GITHUB_JOB: 'gate',
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: temporary,
      RUNNER_TOOL_CACHE: join(temporary, 'tools'),
      ...request.environment,
      ...writeInputs(request.inputs),
    };
    const { exitCode, output } = await start(join(request.actionDirectory ?? process.env['ALEMBIC_GATE_BUNDLE'] ?? root, action.runs.main), workspace, environment);
    const lines = output.split(/\r\n|\n|\r/);
    return {
      exitCode,
      log: lines.filter((line) => !isCommand(line)).join('\n'),
      commands: lines.filter(isCommand),
      outputs: (await readFile(outputFile, 'utf8')).replaceAll(/ghadelimiter_[0-9a-f-]{36}/g, 'EOF'),
      summary: await readFile(summaryFile, 'utf8'),
    };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Every input of action.yml: what the workflow sets, else its default, with `${{ github.token }}` filled in. */
function writeInputs(given: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: initial = '' }]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, (given[name] ?? initial).replaceAll('${{ github.token }}', token)]),
  );
}

const commandNames =
  'add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning';

/**
 * Whether the runner takes a line for a command: by `::name …::` at its beginning, or by `##[name …]` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function isCommand(line: string): boolean {
  return new RegExp(`^\\s*::(?:${commandNames})(?: .*?)?::`, 'i').test(line) || new RegExp(`##\\[(?:${commandNames})(?: [^\\]]*)?\\]`, 'i').test(line);
}

async function start(main: string, directory: string, env: Readonly<Record<string, string>>): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [main], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { exitCode, output };
}
