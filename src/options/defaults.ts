import type { OptionName } from './definitions.ts';

/** The defaults of `action.yml`, for the command; a test keeps the two in step. `github-token` has none outside of Actions. */
export const defaults: Readonly<Record<OptionName, string>> = {
  'working-directory': '.',
  config: '',
  'ini-section': 'alembic',
  'x-arguments': '',
  python: '',
  base: '',
  revisions: 'new',
  heads: '1',
  dialect: '',
  database: '',
  image: '',
  'database-env': 'DATABASE_URL,SQLALCHEMY_DATABASE_URI',
  'setup-sql': '',
  rows: '5',
  'seed-sql': '',
  downgrades: 'required',
  checks: '',
  'fail-on': 'error',
  timeout: '60s',
  comment: 'always',
  'comment-key': 'default',
  'github-token': '',
  'json-file': '',
  'markdown-file': '',
};
