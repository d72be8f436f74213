import type { OptionName } from '../options/definitions.ts';

/** One line for each flag; `action.yml` has the long form. */
export const optionHelp: Readonly<Record<OptionName, string>> = {
  'working-directory': 'where projects are looked for (default: here)',
  config: 'Alembic configurations, paths or globs (default: all that are found)',
  'ini-section': 'sections of the ini, as alembic -n (default: alembic)',
  'x-arguments': 'as alembic -x, one a line',
  python: 'the interpreter, such as "uv run python" (default: found)',
  base: 'branch or commit to compare with (default: the default branch)',
  revisions: 'new, all, or ids (default: new)',
  heads: 'how many heads are meant (default: 1)',
  dialect: 'postgresql (default: found)',
  database: 'container, embedded, local or a URL (default: the first that is there)',
  image: "the container's image (default: postgres:17)",
  'database-env': 'variables that get the URL (default: DATABASE_URL,SQLALCHEMY_DATABASE_URI)',
  'setup-sql': 'SQL or a .sql file to run before the first revision',
  downgrades: 'required, optional or off (default: required)',
  checks: 'severities, such as "destructive/drop-index=off" (default: none)',
  'fail-on': 'error, warning or never (default: error)',
  timeout: 'for one step, such as 90s (default: 60s)',
  comment: 'only in Actions',
  'comment-key': 'only in Actions',
  'github-token': 'only in Actions',
  'json-file': 'write the report as JSON',
  'markdown-file': 'write the comment as Markdown',
};
