import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { UserErrors } from '../../src/errors.ts';
import { mayBeInFile } from '../../src/options/read-option-files.ts';
import { optionNames } from '../../src/options/definitions.ts';
import type { OptionName } from '../../src/options/definitions.ts';
import { defaults } from '../../src/options/defaults.ts';
import { readOptions } from '../../src/options/read-options.ts';
import type { Options } from '../../src/options.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

type Given = Partial<Record<OptionName, string>>;

const checkIds = ['destructive/drop-table', 'destructive/drop-index', 'models/drift'];

function read(given: Given, currentDirectory: string): Options {
  return readOptions({ source: { get: (name) => given[name], describe: (name) => `--${name}` }, currentDirectory, checkIds });
}

/** What the options of a directory are, beside their defaults. */
function readChanges(given: Given, files: FileTree, from = ''): { directory: string; changes: Partial<Options> } {
  const directory = makeDirectory({ '.git': undefined, ...files });
  const options = read(given, join(directory, from));
  const initial = initialOptions(join(directory, from));
  return { directory, changes: Object.fromEntries(Object.entries(options).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(initial[name as keyof Options]) || value instanceof Map && value.size > 0)) };
}

function readErrors(given: Given, files: FileTree): { directory: string; errors: { code: string; what: string; where: string | undefined; remedy: string }[] } {
  const directory = makeDirectory({ '.git': undefined, ...files });
  try {
    read(given, directory);
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    return { directory, errors: error.errors.map(({ code, what, where, remedy }) => ({ code, what, where, remedy })) };
  }
  throw new Error('No error was thrown');
}

function initialOptions(workingDirectory: string): Options {
  return {
    workingDirectory,
    config: [],
    iniSection: ['alembic'],
    xArguments: [],
    python: undefined,
    base: undefined,
    revisions: 'new',
    heads: 1,
    dialects: [],
    database: { provider: 'auto' },
    images: [],
    databaseEnv: ['DATABASE_URL', 'SQLALCHEMY_DATABASE_URI'],
    role: 'superuser',
    setupSql: [],
    baseline: undefined,
    rows: 5,
    seedSql: [],
    downgrades: 'required',
    checks: new Map(),
    failOn: 'error',
    smallTables: [],
    approvalLabel: 'migration-approved',
    timeoutMs: 60_000,
    comment: 'always',
    commentKey: 'default',
    githubToken: undefined,
    jsonFile: undefined,
    markdownFile: undefined,
    sarifFile: undefined,
    junitFile: undefined,
    codeQualityFile: undefined,
    sqlDirectory: undefined,
    mode: 'check',
    shard: undefined,
    reports: [],
    parts: undefined,
    artifact: 'alembic-gate',
  };
}

/** One value of each option, as it is written and as it is read in `/somewhere`. */
const everyOption: Record<OptionName, { written: string; beside?: Readonly<Record<string, string>>; read: Partial<Options> }> = {
  'working-directory': { written: 'backend', read: { workingDirectory: '/somewhere/backend' } },
  config: { written: 'a.ini, b/*.ini', read: { config: ['a.ini', 'b/*.ini'] } },
  'ini-section': { written: 'shop\ntill', read: { iniSection: ['shop', 'till'] } },
  'x-arguments': { written: 'tenant=a,b\nmode=x', read: { xArguments: ['tenant=a,b', 'mode=x'] } },
  python: { written: 'tools/python -X dev', read: { python: ['/somewhere/tools/python', '-X', 'dev'] } },
  base: { written: ' origin/main ', read: { base: 'origin/main' } },
  revisions: { written: 'a1,b2', read: { revisions: ['a1', 'b2'] } },
  heads: { written: '2', read: { heads: 2 } },
  dialect: { written: 'postgresql, sqlite', read: { dialects: ['postgresql', 'sqlite'] } },
  database: { written: 'embedded', read: { database: { provider: 'embedded' } } },
  image: { written: 'postgres:15, postgres:18', read: { images: ['postgres:15', 'postgres:18'] } },
  'database-env': { written: 'DB_URL', read: { databaseEnv: ['DB_URL'] } },
  role: { written: 'restricted', read: { role: 'restricted' } },
  'setup-sql': { written: 'CREATE SCHEMA a;\nCREATE SCHEMA b', read: { setupSql: [{ sql: 'CREATE SCHEMA a;\nCREATE SCHEMA b' }] } },
  baseline: { written: 'models', read: { baseline: { kind: 'models' } } },
  'baseline-sql': { written: 'CREATE TABLE a (b int)', beside: { baseline: 'a1,b1' }, read: { baseline: { kind: 'sql', scripts: [{ sql: 'CREATE TABLE a (b int)' }], revisions: ['a1', 'b1'] } } },
  rows: { written: '0', read: { rows: 0 } },
  'seed-sql': { written: 'INSERT INTO a VALUES (1)', read: { seedSql: [{ sql: 'INSERT INTO a VALUES (1)' }] } },
  downgrades: { written: 'off', read: { downgrades: 'off' } },
  checks: { written: 'models = off', read: { checks: new Map([['models', 'off']]) } },
  'fail-on': { written: 'warning', read: { failOn: 'warning' } },
  'small-tables': { written: 'country, billing.*_type', read: { smallTables: ['country', 'billing.*_type'] } },
  'approval-label': { written: ' agreed', read: { approvalLabel: 'agreed' } },
  timeout: { written: '5m', read: { timeoutMs: 300_000 } },
  comment: { written: 'never', read: { comment: 'never' } },
  'comment-key': { written: 'shop', read: { commentKey: 'shop' } },
  'github-token': { written: 'ghs_secret', read: { githubToken: 'ghs_secret' } },
  'json-file': { written: 'out/report.json', read: { jsonFile: '/somewhere/out/report.json' } },
  'markdown-file': { written: '/tmp/comment.md', read: { markdownFile: '/tmp/comment.md' } },
  'sarif-file': { written: 'gate.sarif', read: { sarifFile: '/somewhere/gate.sarif' } },
  'junit-file': { written: 'gate.xml', read: { junitFile: '/somewhere/gate.xml' } },
  'code-quality-file': { written: 'quality.json', read: { codeQualityFile: '/somewhere/quality.json' } },
  'sql-directory': { written: 'sql', read: { sqlDirectory: '/somewhere/sql' } },
  mode: { written: 'check', read: { mode: 'check' } },
  shard: { written: '2/4', read: { shard: { index: 2, of: 4 } } },
  reports: { written: 'parts/*.json, /tmp/a.json', read: { reports: ['/somewhere/parts/*.json', '/tmp/a.json'] } },
  parts: { written: '6', read: { parts: 6 } },
  artifact: { written: 'gate', read: { artifact: 'gate' } },
};

describe('one name everywhere', () => {
  const action = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as { inputs: Record<string, { default?: string }> };

  test('action.yml has every option, in the same order, with the same default', () => {
    const inputs = Object.entries(action.inputs).map(([name, input]) => [name, name === 'github-token' ? '' : input.default]);
    expect(inputs).toEqual(optionNames.map((name) => [name, defaults[name]]));
  });

  test('no label agrees where none is wanted', () => {
    expect(read({ 'approval-label': 'off' }, makeDirectory({ '.git': undefined })).approvalLabel).toBeUndefined();
  });

  test('without any, the defaults', () => {
    const directory = makeDirectory({ '.git': undefined });
    expect(read({}, directory)).toEqual(initialOptions(directory));
  });

  test('an empty input is none', () => {
    const directory = makeDirectory({ '.git': undefined });
    expect(read(Object.fromEntries(optionNames.map((name) => [name, ' \n'])), directory)).toEqual(initialOptions(directory));
  });

  test.each(optionNames)('%s as an input or a flag', (name) => {
    const { written, beside, read: expected } = everyOption[name];
    const directory = makeDirectory({ '.git': undefined });
    const located = JSON.parse(JSON.stringify(expected).replaceAll('/somewhere', directory)) as Partial<Options>;
    expect(read({ [name]: written, ...beside }, directory)).toEqual({ ...initialOptions(directory), ...located, ...(expected.checks && { checks: expected.checks }) });
  });

  test.each(optionNames.filter(mayBeInFile))('%s as a key of alembic-gate.toml and of pyproject.toml', (name) => {
    const { written, beside, read: expected } = everyOption[name];
    const line = Object.entries({ [name]: written, ...beside }).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join('');
    for (const files of [{ 'alembic-gate.toml': line }, { 'pyproject.toml': `[project]\nname = "shop"\n\n[tool.alembic-gate]\n${line}` }]) {
      const directory = makeDirectory({ '.git': undefined, ...files });
      const located = JSON.parse(JSON.stringify(expected).replaceAll('/somewhere', directory)) as Partial<Options>;
      expect(read({}, directory)).toEqual({ ...initialOptions(directory), ...located, ...(expected.checks && { checks: expected.checks }) });
    }
  });
});

describe('values in TOML', () => {
  test.each<[title: string, toml: string, changes: Partial<Options>]>([
    ['lists', 'config = ["a.ini", "b.ini"]\nx-arguments = ["tenant=a,b", "mode=x"]\nrevisions = ["a1", "b2"]', { config: ['a.ini', 'b.ini'], xArguments: ['tenant=a,b', 'mode=x'], revisions: ['a1', 'b2'] }],
    ['numbers', 'heads = 2\ntimeout = 90', { heads: 2, timeoutMs: 90_000 }],
    ['a table of severities', '[checks]\n"destructive/drop-index" = "off"\nmodels = "error"', { checks: new Map([['destructive/drop-index', 'off'], ['models', 'error']]) }],
    ['a list of severities', 'checks = ["destructive = note", "models = off"]', { checks: new Map([['destructive', 'note'], ['models', 'off']]) }],
    ['several statements', 'setup-sql = """\nCREATE SCHEMA a;\nCREATE SCHEMA b;\n"""', { setupSql: [{ sql: 'CREATE SCHEMA a;\nCREATE SCHEMA b;\n' }] }],
  ])('%s', (_, toml, changes) => {
    expect(readChanges({}, { 'alembic-gate.toml': toml }).changes).toEqual(changes);
  });
});

describe('a baseline', () => {
  test.each<[title: string, given: Given, what: string, where: string, remedy: string]>([
    ['of SQL that leads nobody knows where', { 'baseline-sql': 'SELECT 1' }, 'It is not said which revision the SQL leads to.', '--baseline-sql', 'Name it in the option `baseline`, as `alembic current` gives it on the database that was dumped.'],
    ['of a revision without SQL', { baseline: 'a1' }, 'There is no SQL that leads to this revision.', '--baseline', 'Set `baseline-sql` to a dump of the schema at that revision, or `baseline` to `models`.'],
    ['of models and of SQL', { baseline: 'models', 'baseline-sql': 'SELECT 1' }, 'The tables can come from the models or from `baseline-sql`, and both are asked for.', '--baseline', 'Leave out `baseline-sql`, or name in `baseline` the revision that it leads to.'],
  ])('%s is refused', (_, given, what, where, remedy) => {
    expect(readErrors(given, {}).errors).toEqual([{ code: 'bad-option', what, where, remedy }]);
  });

  test('whose file cannot be read is told of that alone', () => {
    expect(readErrors({ baseline: 'a1', 'baseline-sql': 'none.sql' }, {}).errors.map(({ what }) => what)).toEqual(['The file none.sql cannot be read.']);
  });
});

test('a file whose name ends with a dialect is for that one alone', () => {
  const files = { 'all.sql': 'SELECT 1', 'only.mariadb.sql': 'SELECT 2', 'only.production.sql': 'SELECT 3', 'postgresql.sql': 'SELECT 4' };
  const scripts = [{ sql: 'SELECT 1' }, { sql: 'SELECT 2', dialect: 'mariadb' }, { sql: 'SELECT 3' }, { sql: 'SELECT 4' }];
  expect(readChanges({ 'setup-sql': Object.keys(files).join('\n') }, files).changes.setupSql).toEqual(scripts);
  expect(readChanges({ 'seed-sql': Object.keys(files).join('\n') }, files).changes.seedSql).toEqual(scripts);
});

describe('precedence', () => {
  const image = (name: string): string => `image = "${name}"\n`;
  const table = (text: string): string => `[tool.alembic-gate]\n${text}`;

  test.each<[title: string, given: Given, files: FileTree, from: string, changes: Partial<Options>]>([
    ['an input goes before both files', { image: 'a' }, { 'alembic-gate.toml': image('b'), 'pyproject.toml': table(image('c')) }, '', { images: ['a'] }],
    ['alembic-gate.toml goes before pyproject.toml', {}, { 'alembic-gate.toml': image('b'), 'pyproject.toml': table(image('c')) }, '', { images: ['b'] }],
    ['both files count, key by key', {}, { 'alembic-gate.toml': image('b'), 'pyproject.toml': table(`${image('c')}heads = 2`) }, '', { images: ['b'], heads: 2 }],
    ['a file above', {}, { 'pyproject.toml': table(image('c')), 'backend/shop': undefined }, 'backend/shop', { images: ['c'] }],
    ['the nearest file alone', {}, { 'pyproject.toml': table(`${image('c')}heads = 2`), 'backend/alembic-gate.toml': image('b') }, 'backend', { images: ['b'] }],
    ['a pyproject.toml without options is passed by', {}, { 'pyproject.toml': table(image('c')), 'backend/pyproject.toml': '[project]\nname = "shop"\n' }, 'backend', { images: ['c'] }],
    ['nothing above the repository', {}, { 'alembic-gate.toml': image('a'), 'inner/.git': undefined, 'inner/shop': undefined }, 'inner/shop', {}],
    ['an empty key is a default', { image: '' }, { 'alembic-gate.toml': 'timeout = ""\nimage = ""\ndatabase-env = []\n' }, '', {}],
  ])('%s', (_, given, files, from, changes) => {
    expect(readChanges(given, files, from).changes).toEqual(changes);
  });

  test('paths start from where the command runs, or from the file that holds them', () => {
    const toml = 'json-file = "out.json"\nmarkdown-file = "out.md"\npython = ".venv/bin/python"\nsetup-sql = "setup.sql"\n';
    const files = { 'alembic-gate.toml': toml, 'setup.sql': 'CREATE SCHEMA a', 'backend/setup.sql': 'CREATE SCHEMA b', 'backend/more.sql': 'CREATE SCHEMA c' };
    const inFile = readChanges({}, files, 'backend');
    expect(inFile.changes).toEqual({
      jsonFile: join(inFile.directory, 'out.json'),
      markdownFile: join(inFile.directory, 'out.md'),
      python: [join(inFile.directory, '.venv/bin/python')],
      setupSql: [{ sql: 'CREATE SCHEMA a' }],
    });
    const asFlags = readChanges({ 'json-file': 'out.json', python: './python', 'setup-sql': 'setup.sql\n@more.sql', 'working-directory': 'backend' }, { ...files, 'alembic-gate.toml': '' });
    expect(asFlags.changes).toEqual({
      workingDirectory: join(asFlags.directory, 'backend'),
      jsonFile: join(asFlags.directory, 'out.json'),
      python: [join(asFlags.directory, 'python')],
      setupSql: [{ sql: 'CREATE SCHEMA b' }, { sql: 'CREATE SCHEMA c' }],
    });
  });

  test('the files are those of the working directory', () => {
    const { directory, changes } = readChanges({ 'working-directory': 'backend' }, { 'alembic-gate.toml': image('a'), 'backend/alembic-gate.toml': image('b') });
    expect(changes).toEqual({ workingDirectory: join(directory, 'backend'), images: ['b'] });
  });

  test('a program without a path is looked for on the PATH', () => {
    expect(readChanges({ python: 'uv run python' }, {}).changes).toEqual({ python: ['uv', 'run', 'python'] });
  });
});

describe('an image where no container is asked for', () => {
  const remedy = 'Leave out one of the two, or set `database` to `container`.';
  const inFile = 'image = "postgres:15"\n';

  test.each<[title: string, given: Given, toml: string, what: string, where: (directory: string) => string]>([
    ['as flags', { image: 'postgres:15, postgres:18', database: 'embedded' }, '', 'An image is for a container, and `database` asks for `embedded`.', () => '--image'],
    ['as flag and in a file', { image: 'postgres:15' }, 'database = "local"\n', 'An image is for a container, and `database` asks for `local`.', () => '--image'],
    ['in a file', {}, `${inFile}database = "local"\n`, 'An image is for a container, and `database` asks for `local`.', (directory) => `${join(directory, 'alembic-gate.toml')}: image`],
    ['with a URL, which is not shown', { image: 'postgres:15', database: 'postgresql://ada:secret@db/x' }, '', 'An image is for a container, and `database` asks for the server of a URL.', () => '--image'],
  ])('is refused %s', (_, given, toml, what, where) => {
    const { directory, errors } = readErrors(given, { 'alembic-gate.toml': toml });
    expect(errors).toEqual([{ code: 'bad-option', what, where: where(directory), remedy }]);
  });

  test('is not where a flag asks for another database than a file has an image for, nor where one may be taken', () => {
    expect(readChanges({ database: 'embedded' }, { 'alembic-gate.toml': inFile }).changes).toEqual({ database: { provider: 'embedded' }, images: ['postgres:15'] });
    expect(readChanges({ database: 'auto' }, { 'alembic-gate.toml': inFile }).changes).toEqual({ images: ['postgres:15'] });
    expect(readChanges({ database: 'container', image: 'postgres:15' }, {}).changes).toEqual({ database: { provider: 'container' }, images: ['postgres:15'] });
  });
});

describe('all bad options are reported at once', () => {
  test('flags', () => {
    const given: Given = { heads: 'pre@head', dialect: 'oracle', database: 'docker', downgrades: 'maybe', checks: 'model/drift = off', 'fail-on': 'note', timeout: '1 day', comment: 'yes', python: '"python', revisions: ',', 'setup-sql': 'lost.sql', rows: '2000', 'seed-sql': '@rows.sql' };
    const remedy = (name: string): string => `See \`${name}\` in the table of options.`;
    expect(readErrors(given, {}).errors).toEqual([
      { code: 'bad-option', what: '""python" has a quote that is not closed.', where: '--python', remedy: remedy('python') },
      { code: 'bad-option', what: '"," names no revision.', where: '--revisions', remedy: remedy('revisions') },
      { code: 'bad-option', what: '"pre@head" is neither a number nor a branch label.', where: '--heads', remedy: remedy('heads') },
      { code: 'bad-option', what: '"oracle" is not one of postgresql, mysql, mariadb, sqlite.', where: '--dialect', remedy: remedy('dialect') },
      { code: 'bad-option', what: '"docker" is not one of container, embedded, local, auto.', where: '--database', remedy: remedy('database') },
      { code: 'bad-option', what: 'The file lost.sql cannot be read.', where: '--setup-sql', remedy: remedy('setup-sql') },
      { code: 'bad-option', what: '"2000" is no whole number from 0 to 1000.', where: '--rows', remedy: remedy('rows') },
      { code: 'bad-option', what: 'The file @rows.sql cannot be read.', where: '--seed-sql', remedy: remedy('seed-sql') },
      { code: 'bad-option', what: '"maybe" is not one of required, optional, off.', where: '--downgrades', remedy: remedy('downgrades') },
      { code: 'bad-option', what: 'There is no check model/drift. Did you mean models/drift?', where: '--checks', remedy: remedy('checks') },
      { code: 'bad-option', what: '"note" is not one of error, warning, never.', where: '--fail-on', remedy: remedy('fail-on') },
      { code: 'bad-option', what: '"1 day" is no duration such as 90s or 5m.', where: '--timeout', remedy: remedy('timeout') },
      { code: 'bad-option', what: '"yes" is not one of always, on-findings, never.', where: '--comment', remedy: remedy('comment') },
    ]);
  });

  test('keys of files, unknown and known, beside a flag', () => {
    const files = {
      'alembic-gate.toml': 'fail_on = "error"\nbranches = 2\ngithub-token = "ghs_secret"\nheads = 0\ntimeout = 1979-05-27\nimage = { name = "postgres" }\nconfig = [["a.ini"], { b = 1 }]\n',
      'pyproject.toml': '[tool.alembic-gate]\nfail-on = "never"\ncomment = "loud"\n',
    };
    const { directory, errors } = readErrors({ downgrades: 'never' }, files);
    const at = (file: string, key: string): string => `${join(directory, file)}: ${key}`;
    const remedy = 'Correct or remove the key.';
    expect(errors).toEqual([
      { code: 'bad-option', what: 'There is no option fail_on. Did you mean fail-on?', where: at('alembic-gate.toml', 'fail_on'), remedy },
      { code: 'bad-option', what: 'There is no option branches.', where: at('alembic-gate.toml', 'branches'), remedy },
      { code: 'bad-option', what: 'A token does not belong in a file.', where: at('alembic-gate.toml', 'github-token'), remedy },
      { code: 'bad-option', what: 'The value of timeout is neither text, number nor list of them.', where: at('alembic-gate.toml', 'timeout'), remedy },
      { code: 'bad-option', what: 'The value of image is neither text, number nor list of them.', where: at('alembic-gate.toml', 'image'), remedy },
      { code: 'bad-option', what: 'The value of config is neither text, number nor list of them.', where: at('alembic-gate.toml', 'config'), remedy },
      { code: 'bad-option', what: '"0" is no whole number from 1.', where: at('alembic-gate.toml', 'heads'), remedy: 'See `heads` in the table of options.' },
      { code: 'bad-option', what: '"never" is not one of required, optional, off.', where: '--downgrades', remedy: 'See `downgrades` in the table of options.' },
      { code: 'bad-option', what: '"loud" is not one of always, on-findings, never.', where: at('pyproject.toml', 'comment'), remedy: 'See `comment` in the table of options.' },
    ]);
  });

  test('files that are no TOML', () => {
    const { directory, errors } = readErrors({ heads: '0' }, { 'alembic-gate.toml': 'image = \n', 'pyproject.toml': '[tool.alembic-gate]\nimage = "b"\n[tool\n' });
    expect(errors).toEqual([
      { code: 'bad-option', what: expect.stringMatching(/^The file is no TOML: .+/) as string, where: join(directory, 'alembic-gate.toml'), remedy: 'Correct it.' },
      { code: 'bad-option', what: expect.stringMatching(/^The file is no TOML: .+/) as string, where: join(directory, 'pyproject.toml'), remedy: 'Correct it.' },
      { code: 'bad-option', what: '"0" is no whole number from 1.', where: '--heads', remedy: 'See `heads` in the table of options.' },
    ]);
  });

  test('one error tells all of them in its message', () => {
    const directory = makeDirectory({ '.git': undefined });
    expect(() => read({ heads: '0', comment: 'loud' }, directory)).toThrow(
      /^"0" is no whole number from 1\. \(--heads\) See `heads` in the table of options\.\n"loud" is not one of always, on-findings, never\. \(--comment\) See `comment` in the table of options\.$/,
    );
  });
});
