import type { OptionName } from '../options/definitions.ts';

/** What `--help` says of one flag. */
export interface OptionHelp {
  /** The heading that it stands under. */
  readonly group: 'What to look at:' | 'The database:' | 'The verdict:' | 'Outputs:';
  /** Whether it means nothing on a terminal and is not shown. */
  readonly isOnlyInActions?: true;
  /** What its value is, as in `--base <branch>`. */
  readonly value: string;
  /** One line; `action.yml` has the long form. */
  readonly text: string;
}

export const optionHelp: Readonly<Record<OptionName, OptionHelp>> = {
  'working-directory': { group: 'What to look at:', value: 'directory', text: 'where projects are looked for (default: here)' },
  config: { group: 'What to look at:', value: 'files', text: 'Alembic configurations, paths or globs (default: all)' },
  'ini-section': { group: 'What to look at:', value: 'names', text: 'sections of the ini, as alembic -n (default: alembic)' },
  'x-arguments': { group: 'What to look at:', value: 'arguments', text: 'as alembic -x, one a line' },
  python: { group: 'What to look at:', value: 'command', text: 'interpreter, as "uv run python" (default: found)' },
  base: { group: 'What to look at:', value: 'branch', text: 'what new revisions are new against, a branch or commit (default: the default branch)' },
  revisions: { group: 'What to look at:', value: 'which', text: 'new, all, or ids (default: new)' },
  heads: { group: 'What to look at:', value: 'number', text: 'how many heads are meant, or the branch labels that have one each (default: 1)' },
  dialect: { group: 'The database:', value: 'name', text: 'postgresql, mysql, mariadb or sqlite, or several (default: found)' },
  database: { group: 'The database:', value: 'provider', text: 'container, embedded, local or a URL (default: the first of them that is there)' },
  image: { group: 'The database:', value: 'name', text: "the container's image, or several (default: postgres:17); the name tells the dialect" },
  'database-env': { group: 'The database:', value: 'names', text: 'variables that get the URL (default: DATABASE_URL, SQLALCHEMY_DATABASE_URI)' },
  role: { group: 'The database:', value: 'role', text: 'as whom the revisions run, superuser or restricted (default: superuser)' },
  'setup-sql': { group: 'The database:', value: 'sql', text: 'SQL or a .sql file, run before the first revision' },
  baseline: { group: 'The database:', value: 'revision', text: 'where a history begins that does not run from empty: a revision, with baseline-sql, or models' },
  'baseline-sql': { group: 'The database:', value: 'sql', text: 'the database at that revision, as SQL or .sql files' },
  rows: { group: 'The database:', value: 'number', text: 'made for each table on the walk with rows, 0 for no such walk (default: 5)' },
  'seed-sql': { group: 'The database:', value: 'sql', text: 'rows of your own for that walk, as SQL or .sql files' },
  downgrades: { group: 'The verdict:', value: 'policy', text: 'required, optional or off (default: required)' },
  checks: { group: 'The verdict:', value: 'severities', text: 'as "destructive/drop-index=off" or "locks in legacy/**=note"; error, warning, note or off' },
  'fail-on': { group: 'The verdict:', value: 'severity', text: 'error, warning or never (default: error)' },
  'small-tables': { group: 'The verdict:', value: 'names', text: 'tables that a lock may keep, as "country, billing.*_type"' },
  'approval-label': { group: 'The verdict:', isOnlyInActions: true, value: 'label', text: 'only in Actions' },
  timeout: { group: 'The verdict:', value: 'duration', text: 'for one step, as 90s (default: 60s)' },
  comment: { group: 'Outputs:', value: 'when', text: 'the note on a GitLab merge request: always, on-findings or never (default: always)' },
  'comment-key': { group: 'Outputs:', value: 'key', text: 'tells apart the notes of several jobs (default: default)' },
  'github-token': { group: 'Outputs:', isOnlyInActions: true, value: 'token', text: 'only in Actions' },
  'json-file': { group: 'Outputs:', value: 'file', text: 'write the report as JSON' },
  'markdown-file': { group: 'Outputs:', value: 'file', text: "write the pull request's comment as Markdown" },
  'sarif-file': { group: 'Outputs:', value: 'file', text: 'write the findings as SARIF' },
  'junit-file': { group: 'Outputs:', value: 'file', text: 'write steps and findings as JUnit XML' },
  'code-quality-file': { group: 'Outputs:', value: 'file', text: "write the findings as GitLab's code quality report" },
  'sql-directory': { group: 'Outputs:', value: 'directory', text: 'write the executed SQL, two files for each new revision' },
  mode: { group: 'What to look at:', isOnlyInActions: true, value: 'mode', text: 'only in Actions' },
  shard: { group: 'What to look at:', value: 'part', text: 'one part of the revisions, as 2/4 for the second of four' },
  reports: { group: 'What to look at:', value: 'files', text: 'JSON reports to join, paths or globs' },
  parts: { group: 'What to look at:', value: 'number', text: 'how many reports there must be (default: as the reports say)' },
  artifact: { group: 'What to look at:', isOnlyInActions: true, value: 'name', text: 'only in Actions' },
};
