import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { mayRunContainer } from '../database/provider.ts';
import { listDialects } from '../dialects/registry.ts';
import { UserError, UserErrors } from '../errors.ts';
import { modes } from '../options.ts';
import type { Baseline, Options, Script } from '../options.ts';
import {
  BadValue,
  optionNames,
  readChoice,
  readCount,
  readDatabase,
  readDialects,
  readDurationMs,
  readHeads,
  readLines,
  readList,
  readRevisions,
  readRowCount,
  readSeverities,
  readShard,
  readWords,
} from './definitions.ts';
import type { OptionName } from './definitions.ts';
import { defaults } from './defaults.ts';
import { readOptionFiles } from './read-option-files.ts';

/** Where option values come from; undefined or empty means not given. */
export interface OptionSource {
  readonly get: (name: OptionName) => string | undefined;
  /** How to speak of one: `input fail-on`, `--fail-on`. */
  readonly describe: (name: OptionName) => string;
}

export interface OptionRequest {
  /** Flags or inputs; they go before the files. */
  readonly source: OptionSource;
  /** Absolute directory that relative paths start from, but for those in a file, which start from the file. */
  readonly currentDirectory: string;
  readonly checkIds: readonly string[];
}

/**
 * Reads every option once: flag or input, then `alembic-gate.toml`, then `[tool.alembic-gate]` of pyproject.toml, then the default.
 * Throws `UserErrors` with all that is wrong. The files belong to the code under test, which may do no less than they say:
 * it is run anyway.
 */
export function readOptions(request: OptionRequest): Options {
  const { source, currentDirectory, checkIds } = request;
  const givenDirectory = nonEmpty(source.get('working-directory'))?.trim();
  const errors: UserError[] = [];
  const files = readOptionFiles(resolve(currentDirectory, givenDirectory ?? '.'), errors);

  const tellPlace = (name: OptionName): string => (nonEmpty(source.get(name)) === undefined ? (files.get(name)?.where ?? `default of ${name}`) : source.describe(name));
  const read = <T>(name: OptionName, parse: (text: string, fileDirectory: string | undefined) => T): T | undefined => {
    const given = nonEmpty(source.get(name));
    const inFile = files.get(name);
    const text = given ?? nonEmpty(inFile?.text) ?? nonEmpty(defaults[name]);
    if (text === undefined) return undefined;
    try {
      return parse(text, given === undefined ? inFile?.directory : undefined);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      errors.push(new UserError('bad-option', { what: error.message, where: tellPlace(name), remedy: `See \`${name}\` in the table of options.` }));
      return undefined;
    }
  };
  const text = (name: OptionName): string | undefined => read(name, (value) => value.trim());
  const path = (name: OptionName): string | undefined => read(name, (value, fileDirectory) => resolve(fileDirectory ?? currentDirectory, value.trim()));
  const workingDirectory = path('working-directory') ?? currentDirectory;

  const givenBaseline = (): Baseline | undefined => {
    const earlier = errors.length;
    const revisions = read('baseline', readList) ?? [];
    const scripts = read('baseline-sql', (value, fileDirectory) => readSql(value, fileDirectory ?? workingDirectory)) ?? [];
    // What could not be read is told already, and is not lacking besides.
    return errors.length > earlier ? undefined : readBaseline(revisions, scripts, tellPlace, errors);
  };

  const options: Options = {
    workingDirectory,
    config: read('config', readList) ?? [],
    iniSection: read('ini-section', readList) ?? [],
    xArguments: read('x-arguments', readLines) ?? [],
    python: read('python', (value, fileDirectory) => resolveProgram(readWords(value), fileDirectory ?? currentDirectory)),
    base: text('base'),
    revisions: read('revisions', readRevisions) ?? 'new',
    heads: read('heads', readHeads) ?? 1,
    dialects: read('dialect', readDialects) ?? [],
    database: read('database', readDatabase) ?? { provider: 'auto' },
    images: [...new Set(read('image', readList) ?? [])],
    databaseEnv: read('database-env', readList) ?? [],
    role: read('role', (value) => readChoice(value, ['superuser', 'restricted'])) ?? 'superuser',
    setupSql: read('setup-sql', (value, fileDirectory) => readSql(value, fileDirectory ?? workingDirectory)) ?? [],
    baseline: givenBaseline(),
    rows: read('rows', readRowCount) ?? 0,
    seedSql: read('seed-sql', (value, fileDirectory) => readSql(value, fileDirectory ?? workingDirectory)) ?? [],
    downgrades: read('downgrades', (value) => readChoice(value, ['required', 'optional', 'off'])) ?? 'required',
    checks: read('checks', (value) => readSeverities(value, checkIds)) ?? new Map(),
    failOn: read('fail-on', (value) => readChoice(value, ['error', 'warning', 'never'])) ?? 'error',
    smallTables: read('small-tables', readList) ?? [],
    approvalLabel: read('approval-label', (value) => (value.trim() === 'off' ? undefined : value.trim())),
    timeoutMs: read('timeout', readDurationMs) ?? 0,
    comment: read('comment', (value) => readChoice(value, ['always', 'on-findings', 'never'])) ?? 'always',
    commentKey: text('comment-key') ?? 'default',
    githubToken: text('github-token'),
    jsonFile: path('json-file'),
    markdownFile: path('markdown-file'),
    sarifFile: path('sarif-file'),
    junitFile: path('junit-file'),
    codeQualityFile: path('code-quality-file'),
    sqlDirectory: path('sql-directory'),
    mode: read('mode', (value) => readChoice(value, modes)) ?? 'check',
    shard: read('shard', readShard),
    reports: read('reports', (value) => readList(value).map((item) => resolve(currentDirectory, item))) ?? [],
    parts: read('parts', readCount),
    artifact: text('artifact') ?? 'alembic-gate',
  };
  const isImageOnlyInFile = nonEmpty(source.get('image')) === undefined && nonEmpty(source.get('database')) !== undefined;
  if (!isImageOnlyInFile) refuseImagesWithoutContainer(options, tellPlace('image'), errors);
  if (errors.length > 0) throw new UserErrors(errors);
  return options;
}

export { optionNames };

/** A flag may ask for another database than the project's file, whose images are then told as not used. */
function refuseImagesWithoutContainer({ images, database }: Options, where: string, errors: UserError[]): void {
  if (images.length === 0 || mayRunContainer(database)) return;
  const asked = database.provider === 'url' ? 'the server of a URL' : `\`${database.provider}\``;
  errors.push(new UserError('bad-option', { what: `An image is for a container, and \`database\` asks for ${asked}.`, where, remedy: 'Leave out one of the two, or set `database` to `container`.' }));
}

/** Each of the two needs the other, but for `models`. */
function readBaseline(revisions: readonly string[], scripts: readonly Script[], tellPlace: (name: OptionName) => string, errors: UserError[]): Baseline | undefined {
  const isModels = revisions.length === 1 && revisions[0] === 'models';
  if (isModels && scripts.length === 0) return { kind: 'models' };
  if (revisions.length > 0 && !isModels && scripts.length > 0) return { kind: 'sql', scripts, revisions };
  if (revisions.length === 0 && scripts.length === 0) return undefined;
  const [what, place, remedy] = isModels
    ? ['The tables can come from the models or from `baseline-sql`, and both are asked for.', 'baseline', 'Leave out `baseline-sql`, or name in `baseline` the revision that it leads to.'] as const
    : revisions.length === 0
      ? ['It is not said which revision the SQL leads to.', 'baseline-sql', 'Name it in the option `baseline`, as `alembic current` gives it on the database that was dumped.'] as const
      : ['There is no SQL that leads to this revision.', 'baseline', 'Set `baseline-sql` to a dump of the schema at that revision, or `baseline` to `models`.'] as const;
  errors.push(new UserError('bad-option', { what, where: tellPlace(place), remedy }));
  return undefined;
}

/** A program named by a path is meant from there; a bare name is looked for on the PATH. */
function resolveProgram(words: readonly string[], directory: string): string[] {
  const [program, ...rest] = words;
  if (program === undefined) throw new BadValue('It is empty.');
  return [program.includes('/') && !isAbsolute(program) ? resolve(directory, program) : program, ...rest];
}

/** SQL as written, or the contents of the files named (one a line, ending with `.sql`). */
function readSql(text: string, directory: string): Script[] {
  const lines = readLines(text);
  if (!lines.every((line) => /^@?\S+\.sql$/.test(line))) return [{ sql: text }];
  return lines.map((line) => {
    const file = resolve(directory, line.replace(/^@/, ''));
    try {
      const dialect = listDialects().find(({ name }) => file.endsWith(`.${name}.sql`))?.name;
      return { sql: readFileSync(file, 'utf8'), ...(dialect === undefined ? {} : { dialect }) };
    } catch {
      throw new BadValue(`The file ${line} cannot be read.`);
    }
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
