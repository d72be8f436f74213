import { expect, test } from 'vitest';
import { findPythonVersion } from '../../src/init/find-python-version.ts';
import { readOtherWorkflows } from '../../src/init/read-other-workflows.ts';
import { openRepositoryFiles } from '../../src/init/repository-files.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

function find(tree: FileTree, directory = ''): unknown {
  const files = openRepositoryFiles(makeDirectory(tree));
  return findPythonVersion(files, directory, readOtherWorkflows(files));
}

test.for<readonly [string, FileTree, unknown]>([
  ['.python-version', { '.python-version': '3.12.4\n' }, { file: '.python-version', origin: '.python-version' }],
  ['an .python-version of another Python', { '.python-version': 'pypy3.10\n' }, undefined],
  ['.tool-versions', { '.tool-versions': 'nodejs 20\npython 3.11.9\n' }, { file: '.tool-versions', origin: '.tool-versions' }],
  ['runtime.txt', { 'runtime.txt': 'python-3.10.14\n' }, { version: '3.10', origin: 'runtime.txt' }],
  ['Pipfile', { Pipfile: '[requires]\npython_version = "3.11"\n' }, { version: '3.11', origin: 'Pipfile' }],
  ['a Dockerfile', { Dockerfile: 'FROM node:20 AS js\nFROM --platform=linux/amd64 python:3.12-slim AS app\n' }, { version: '3.12', origin: 'Dockerfile' }],
  ['a Dockerfile with an argument', { 'docker/Dockerfile.web': 'ARG PY=3.13\nFROM python:${PY}-slim\n' }, { version: '3.13', origin: 'docker/Dockerfile.web' }],
  ['a Dockerfile of something else', { Dockerfile: 'FROM mypython:3.12\n' }, undefined],
  ['another workflow', { '.github/workflows/t.yml': 'jobs: {a: {steps: [{uses: actions/setup-python@v5, with: {python-version: 3.12}}]}}' }, { version: '3.12', origin: '.github/workflows/t.yml' }],
  ['our own workflow', { '.github/workflows/alembic-gate.yml': 'jobs: {a: {steps: [{with: {python-version: 3.12}}]}}' }, undefined],
  ['a matrix', { '.github/workflows/t.yml': "jobs: {a: {steps: [{with: {python-version: '${{ matrix.python }}'}}, {with: {python-version: 3.10}}]}}" }, undefined],
  ['a range', { 'pyproject.toml': '[project]\nrequires-python = ">=3.9"\n' }, { file: 'pyproject.toml', origin: 'pyproject.toml' }],
  ["Poetry's range", { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.10"\n' }, { file: 'pyproject.toml', origin: 'pyproject.toml' }],
  ['an exact one before a range', { 'pyproject.toml': '[project]\nrequires-python = ">=3.9"\n', Dockerfile: 'FROM python:3.12\n' }, { version: '3.12', origin: 'Dockerfile' }],
  ['nothing', {}, undefined],
])('%s', ([, files, found]) => {
  expect(find(files)).toEqual(found);
});

test('what lies beside the project goes before what lies at the root', () => {
  const files = { '.python-version': '3.9', 'services/api/.python-version': '3.12' };
  expect([find(files, 'services/api'), find(files, 'services/web')]).toEqual([
    { file: 'services/api/.python-version', origin: 'services/api/.python-version' },
    { file: '.python-version', origin: '.python-version' },
  ]);
});
