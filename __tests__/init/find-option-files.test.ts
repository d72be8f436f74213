import { expect, test } from 'vitest';
import { findOptionFiles } from '../../src/init/find-option-files.ts';
import { openRepositoryFiles } from '../../src/init/repository-files.ts';
import { makeDirectory } from '../temporary-directory.ts';

const findIn = (pyproject: string): string | undefined => findOptionFiles(openRepositoryFiles(makeDirectory({ 'api/pyproject.toml': pyproject })), ['api/db']).directory;

test.for([
  ['a table', '[tool.alembic-gate]\nrows = 1\n'],
  ['a table of a table alone', '[tool.alembic-gate.checks]\n"locks" = "error"\n'],
  ['an indented header', '  [tool.alembic-gate]\n  rows = 1\n'],
  ['a dotted key', 'tool.alembic-gate.rows = 1\n'],
  ['an inline table', '[tool]\nalembic-gate = {rows = 1}\n'],
] as const)('a pyproject.toml has options in %s', ([, text]) => {
  expect(findIn(text)).toBe('api');
});

test.for([
  ['no TOML', '[tool.alembic-gate\n'],
  ['a text that looks like a table', '[project]\ndescription = """\n[tool.alembic-gate]\n"""\n'],
  ['the options of another tool', '[tool.alembic]\nscript_location = "db"\n'],
] as const)('and none in %s', ([, text]) => {
  expect(findIn(text)).toBeUndefined();
});
