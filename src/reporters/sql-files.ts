import { createHash } from 'node:crypto';
import type { DialectName } from '../dialects/dialect.ts';
import type { Direction } from '../observe/observation.ts';
import type { ProjectReport, Report, RevisionReport, StatementReport, StepReport } from '../report/report.ts';
import { showControls } from './show-controls.ts';

/** A file of executed SQL: its path below the directory, part by part, none of which leads elsewhere, and its text. */
export interface SqlFile {
  readonly path: readonly string[];
  readonly text: string;
}

/** A statement of a dialect as a script has it. */
export type EndStatement = (dialect: DialectName, sql: string) => string;

/**
 * The SQL that each new revision executed, `<id>.upgrade.sql` and `<id>.downgrade.sql`: of its first step in that direction on the walk on
 * an empty database, and as a comment what a step executes besides where there are rows. Several projects or databases have a folder each. Pure.
 */
export function renderSqlFiles({ projects }: Report, endStatement: EndStatement): SqlFile[] {
  const configs = [...new Set(projects.map(({ config }) => config))];
  const folders = nameSafely(configs);
  return projects.flatMap((project) => {
    const targets = projects.filter(({ config }) => config === project.config).map(({ target }) => target ?? '');
    const folder = [...(configs.length > 1 ? [folders.get(project.config) ?? ''] : []), ...(targets.length > 1 ? [nameSafely(targets).get(project.target ?? '') ?? ''] : [])];
    const revisions = project.revisions.filter((revision) => revision.new);
    const names = nameSafely(revisions.map(({ id }) => id));
    return revisions.flatMap((revision) =>
      (['upgrade', 'downgrade'] as const).map((direction) => ({ path: [...folder, `${names.get(revision.id) ?? ''}.${direction}.sql`], text: writeScript(project, revision, direction, endStatement) })),
    );
  });
}

/** Long enough for any id that Alembic makes, short enough for any file system. */
const longestName = 80;

/**
 * A file name for each text, the same in every run: the text itself where it is a plain word, else what of it is, with a hash. No two are
 * the same, even where case does not count.
 */
function nameSafely(texts: readonly string[]): ReadonlyMap<string, string> {
  const lower = (text: string): string => text.toLowerCase();
  return new Map(
    texts.map((text) => {
      const isPlain = /^\w[\w-]*$/.test(text) && text.length <= longestName;
      const isAlone = texts.filter((other) => lower(other) === lower(text)).length === 1;
      if (isPlain && isAlone) return [text, text];
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
      return [text, `${text.replaceAll(/[^\w-]+/g, '_').slice(0, longestName)}-${hash}`];
    }),
  );
}

function writeScript(project: ProjectReport, revision: RevisionReport, direction: Direction, endStatement: EndStatement): string {
  const { server, dialect } = project;
  const [step, withRows] = (['empty', 'rows'] as const).map((walk) => revision.steps.find((candidate) => candidate.walk === walk && candidate.direction === direction && candidate.attempt === 1));
  const on = server === undefined ? '' : ` on ${server.title} ${server.version}`;
  const head = [
    ...comment(`The ${direction} of revision ${revision.id}${revision.message === '' ? '' : ` (${revision.message})`} as executed${on}, without Alembic's own statements.`),
    ...comment(revision.file),
    ...describeOutcome(step),
  ];
  const statements = step?.statements.map((statement) => writeStatement(statement, (sql) => (dialect === undefined ? sql : endStatement(dialect, sql)))) ?? [];
  const besides = listBesides(step, withRows).map((statement) => [...writePlace(statement), ...comment(statement.sql.trim())].join('\n'));
  return `${[head.join('\n'), ...statements, ...(besides.length === 0 ? [] : [comment('Where there are rows it executed besides, on rows that were made up:').join('\n'), ...besides])].join('\n\n')}\n`;
}

/** What a line of the revision executes more often where there are rows, as a loop over them does; values of the moment are other ones each time. */
function listBesides(step: StepReport | undefined, withRows: StepReport | undefined): readonly StatementReport[] {
  const [without, all] = [step?.statements ?? [], withRows?.outcome === 'applied' ? withRows.statements : []];
  const lineOf = ({ file, line }: StatementReport): string => JSON.stringify([file, line]);
  const [known, ofEmpty, ofRows] = [new Set(without.map(({ sql }) => sql)), Map.groupBy(without, lineOf), Map.groupBy(all, lineOf)];
  return all.filter((statement) => !known.has(statement.sql) && (ofRows.get(lineOf(statement))?.length ?? 0) > (ofEmpty.get(lineOf(statement))?.length ?? 0));
}

function describeOutcome(step: StepReport | undefined): string[] {
  if (step === undefined) return comment('Not executed: the revision did not come to it.');
  const { outcome, error, skippedBecause, statements } = step;
  if (outcome === 'skipped') return comment(`Not executed: ${skippedBecause ?? 'it was skipped.'}`);
  if (outcome === 'timed-out') return comment('Not executed to its end: it took too long.');
  if (outcome === 'failed') return comment(`Failed: ${error?.message ?? 'the step stopped.'}`);
  return statements.length === 0 ? comment('It executed no statement.') : [];
}

/** What the server refused is a comment, so that the file can be run up to there. */
function writeStatement(statement: StatementReport, end: (sql: string) => string): string {
  const { sql, isFailed } = statement;
  const place = writePlace(statement);
  if (isFailed !== true) return [...place, end(sql)].join('\n');
  return [...place, ...comment('failed:'), ...comment(sql.trim())].join('\n');
}

function writePlace({ file, line }: StatementReport): string[] {
  return file === undefined ? [] : comment(`${file}${line === undefined ? '' : `:${String(line)}`}`);
}

/** Text of others as comments, from which none of its lines gets out. */
function comment(text: string): string[] {
  return showControls(text).split('\n').map((line) => `-- ${line}`.trimEnd());
}
