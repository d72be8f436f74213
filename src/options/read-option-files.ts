import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { UserError } from '../errors.ts';
import { optionNames, suggest } from './definitions.ts';
import type { OptionName } from './definitions.ts';

/** A value in a file, as text as if it were a flag, and where it stands. */
export interface FileValue {
  readonly text: string;
  readonly where: string;
  /** Absolute; a relative path in the value starts from here. */
  readonly directory: string;
}

/**
 * The options in `alembic-gate.toml` and in `[tool.alembic-gate]` of `pyproject.toml`, of the nearest directory upwards that has one,
 * up to the repository's root. What is wrong is added to `errors`.
 */
export function readOptionFiles(from: string, errors: UserError[]): ReadonlyMap<OptionName, FileValue> {
  const values = new Map<OptionName, FileValue>();
  for (const directory of listUpwards(from)) {
    const tables = [
      { file: join(directory, 'alembic-gate.toml'), take: (toml: Record<string, unknown>): unknown => toml },
      { file: join(directory, 'pyproject.toml'), take: (toml: Record<string, unknown>): unknown => toRecord(toml['tool'])?.['alembic-gate'] },
    ];
    for (const { file, take } of tables) {
      const table = existsSync(file) ? toRecord(take(readToml(file, errors))) : undefined;
      if (table === undefined) continue;
      for (const [name, value] of Object.entries(table)) addValue(values, name, value, file, errors);
    }
    if (values.size > 0) break;
  }
  return values;
}

const ofOneJob = 'It tells one job of a workflow from another, so it does not belong in a file.';

/** Options that no file may have: a file is the same for every job, and anybody's who can open a pull request. */
const refusals: Readonly<Partial<Record<OptionName, string>>> = {
  'github-token': 'A token does not belong in a file.',
  mode: ofOneJob,
  shard: ofOneJob,
  reports: ofOneJob,
  parts: ofOneJob,
  artifact: ofOneJob,
};

/** Options that a file may have. */
export function mayBeInFile(name: OptionName): boolean {
  return refusals[name] === undefined;
}

function addValue(values: Map<OptionName, FileValue>, name: string, value: unknown, file: string, errors: UserError[]): void {
  const known = optionNames.find((option) => option === name);
  const text = toText(value, name === 'checks');
  const refusal = known === undefined ? `There is no option ${name}.${suggest(name, optionNames)}` : refusals[known];
  if (known === undefined || refusal !== undefined || text === undefined) {
    const what = refusal ?? `The value of ${name} is neither text, number nor list of them.`;
    errors.push(new UserError('bad-option', { what, where: `${file}: ${name}`, remedy: 'Correct or remove the key.' }));
  } else if (!values.has(known)) values.set(known, { text, where: `${file}: ${name}`, directory: dirname(file) });
}

/** A table is text for `checks` alone: a check and its severity on each line. */
function toText(value: unknown, isTable: boolean): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return joinLines(value.map((item) => toText(item, false)));
  const table = isTable ? toRecord(value) : undefined;
  return table === undefined ? undefined : joinLines(Object.entries(table).map(([key, item]) => prefix(key, toText(item, false))));
}

function prefix(key: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${key} = ${text}`;
}

function joinLines(lines: readonly (string | undefined)[]): string | undefined {
  return lines.every((line) => line !== undefined) ? lines.join('\n') : undefined;
}

function readToml(file: string, errors: UserError[]): Record<string, unknown> {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    errors.push(new UserError('bad-option', { what: `The file is no TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''}`, where: file, remedy: 'Correct it.', cause }));
    return {};
  }
}

function toRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function listUpwards(from: string): string[] {
  const directories: string[] = [];
  for (let directory = from; ; directory = dirname(directory)) {
    directories.push(directory);
    if (existsSync(join(directory, '.git')) || dirname(directory) === directory) return directories;
  }
}
