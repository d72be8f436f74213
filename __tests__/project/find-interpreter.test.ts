import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Interpreter } from '../../src/alembic/runner.ts';
import { UserError } from '../../src/errors.ts';
import { readWords } from '../../src/options/definitions.ts';
import { findInterpreter } from '../../src/project/find-interpreter.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';
import { makeProject } from './make-project.ts';

interface Search {
  readonly files?: FileTree;
  /** Programs on the PATH. */
  readonly programs?: readonly string[];
  readonly wanted?: readonly string[];
  /** Environment variables; `@` stands for the repository. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The interpreter of a project in `services/shop`, with `@` for the repository. */
async function find({ files = {}, programs = ['python3'], wanted, environment = {} }: Search): Promise<Interpreter> {
  const root = makeDirectory({ ...files, ...Object.fromEntries(programs.map((program) => [`bin/${program}`, '#!/bin/sh\n'])), 'services/shop/migrations': undefined, empty: undefined });
  for (const program of programs) chmodSync(join(root, 'bin', program), 0o755);
  const project = makeProject(join(root, 'services/shop'), { name: 'services/shop/alembic.ini', repositoryRoot: root });
  const variables = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replaceAll('@', root)]));
  const found = await findInterpreter(project, wanted, { PATH: `${join(root, 'empty')}:${join(root, 'bin')}:`, ...variables });
  return { ...found, command: found.command.map((word) => word.replace(root, '@')) };
}

const venv = (at: string): FileTree => ({ [`${at}/bin/python`]: '', [`${at}/pyvenv.cfg`]: 'home = /usr/bin\n' });
const python3: Interpreter = { command: ['python3'], origin: 'python3 on the PATH' };

describe('findInterpreter', () => {
  test.each<[title: string, search: Search, expected: Interpreter]>([
    ['the option goes before everything', { wanted: readWords(`uv run --group 'my group' "python 3"`), files: venv('.venv'), environment: { VIRTUAL_ENV: '@/.venv' } }, { command: ['uv', 'run', '--group', 'my group', 'python 3'], origin: 'option `python`' }],
    ['an active environment goes before a local one', { files: { ...venv('active'), ...venv('.venv') }, environment: { VIRTUAL_ENV: '@/active' } }, { command: ['@/active/bin/python'], origin: 'active environment (VIRTUAL_ENV)' }],
    ['an active environment of conda', { files: { 'conda/bin/python': '', ...venv('.venv') }, environment: { CONDA_PREFIX: '@/conda' } }, { command: ['@/conda/bin/python'], origin: 'active environment (CONDA_PREFIX)' }],
    ['a virtual environment goes before conda', { files: { 'conda/bin/python': '', ...venv('active') }, environment: { CONDA_PREFIX: '@/conda', VIRTUAL_ENV: '@/active' } }, { command: ['@/active/bin/python'], origin: 'active environment (VIRTUAL_ENV)' }],
    ['an active environment that was removed', { files: venv('.venv'), environment: { VIRTUAL_ENV: '@/removed' } }, { command: ['@/.venv/bin/python'], origin: '.venv' }],
    ['an environment of Windows', { files: { 'active/Scripts/python.exe': '' }, environment: { VIRTUAL_ENV: '@/active' } }, { command: ['@/active/Scripts/python.exe'], origin: 'active environment (VIRTUAL_ENV)' }],
    ['.venv beside the project', { files: { ...venv('services/shop/.venv'), ...venv('.venv') } }, { command: ['@/services/shop/.venv/bin/python'], origin: '.venv' }],
    ['.venv above the project', { files: venv('.venv') }, { command: ['@/.venv/bin/python'], origin: '.venv' }],
    ['.venv goes before venv and env', { files: { ...venv('venv'), ...venv('env'), ...venv('.venv') } }, { command: ['@/.venv/bin/python'], origin: '.venv' }],
    ['venv', { files: venv('venv') }, { command: ['@/venv/bin/python'], origin: 'venv' }],
    ['a folder env that is no environment', { files: { 'env/bin/python': '' } }, python3],
    ['a local environment goes before a tool', { files: { ...venv('.venv'), 'uv.lock': '' }, programs: ['uv', 'python3'] }, { command: ['@/.venv/bin/python'], origin: '.venv' }],
    ['uv by its lock', { files: { 'uv.lock': '' }, programs: ['uv', 'python3'] }, { command: ['uv', 'run', 'python'], origin: 'uv' }],
    ['uv by its table', { files: { 'services/pyproject.toml': '[project]\n[tool.uv]\n' }, programs: ['uv', 'python3'] }, { command: ['uv', 'run', 'python'], origin: 'uv' }],
    ['poetry by its lock', { files: { 'poetry.lock': '' }, programs: ['poetry', 'python3'] }, { command: ['poetry', 'run', 'python'], origin: 'poetry' }],
    ['poetry by its table', { files: { 'pyproject.toml': '[tool.poetry.dependencies]\n' }, programs: ['poetry', 'python3'] }, { command: ['poetry', 'run', 'python'], origin: 'poetry' }],
    ['pdm by its lock', { files: { 'pdm.lock': '' }, programs: ['pdm', 'python3'] }, { command: ['pdm', 'run', 'python'], origin: 'pdm' }],
    ['pdm by its table', { files: { 'pyproject.toml': '[tool.pdm]\n' }, programs: ['pdm', 'python3'] }, { command: ['pdm', 'run', 'python'], origin: 'pdm' }],
    ['pipenv', { files: { Pipfile: '' }, programs: ['pipenv', 'python3'] }, { command: ['pipenv', 'run', 'python'], origin: 'pipenv' }],
    ['the tool of the nearest directory', { files: { 'uv.lock': '', 'services/shop/poetry.lock': '' }, programs: ['uv', 'poetry', 'python3'] }, { command: ['poetry', 'run', 'python'], origin: 'poetry' }],
    ['a tool that is not installed', { files: { 'poetry.lock': '' } }, python3],
    ['a nearer tool that is not installed', { files: { 'services/shop/poetry.lock': '', 'uv.lock': '' }, programs: ['uv', 'python3'] }, { command: ['uv', 'run', 'python'], origin: 'uv' }],
    ['a tool in a comment', { files: { 'pyproject.toml': '# [tool.poetry]\n' }, programs: ['poetry', 'python3'] }, python3],
    ['an empty pyproject.toml', { files: { 'pyproject.toml': '' }, programs: ['pipenv', 'python3'] }, python3],
    ['a pyproject.toml with empty lines', { files: { 'pyproject.toml': '[project]\n\n\nname = "shop"\n' }, programs: ['pipenv', 'python3'] }, python3],
    ['python3', {}, python3],
    ['python3 goes before python', { programs: ['python', 'python3'] }, python3],
    ['python', { programs: ['python'] }, { command: ['python'], origin: 'python on the PATH' }],
  ])('%s', async (_, search, expected) => {
    expect(await find(search)).toEqual(expected);
  });

  test.each<[title: string, search: Search]>([
    ['nothing', { programs: [] }],
    ['an empty PATH', { environment: { PATH: '' } }],
    ['a folder of that name', { programs: [], files: { 'empty/python3': undefined } }],
  ])('no Python: %s', async (_, search) => {
    const error: unknown = await find(search).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { code, what, where, remedy } = error as UserError;
    expect({ code, what, where, remedy }).toEqual({
      code: 'no-python',
      what: 'No Python was found.',
      where: 'services/shop/alembic.ini',
      remedy: 'Install Python, or set the option `python` to the interpreter that has the project and Alembic installed.',
    });
  });
});
