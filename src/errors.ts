/**
 * Errors that a user can cause, told apart from our bugs.
 *
 * A `UserError` says what happened, where, and what to do; everything else that is thrown is a bug
 * and is shown with its stack, the version and where to report it (see `describeError`).
 */

/** What went wrong, in one word; stable, so that tests and documentation can name it. */
export type UserErrorCode =
  | 'bad-option'
  | 'no-project'
  | 'no-repository'
  | 'not-github'
  | 'not-alembic'
  | 'no-python'
  | 'python-environment'
  | 'unknown-dialect'
  | 'wrong-dialect'
  | 'no-base'
  | 'wrong-event'
  | 'no-docker'
  | 'no-image'
  | 'no-server-binaries'
  | 'server-did-not-start'
  | 'server-unreachable'
  | 'server-permission'
  | 'shared-server'
  | 'setup-sql'
  | 'seed-sql'
  | 'baseline-sql'
  | 'baseline'
  | 'env-py'
  | 'file-not-written'
  | 'bad-report'
  | 'no-comment'
  | 'bad-artifact'
  | 'no-watch'
  | 'unknown-check'
  | 'interrupted'
  | 'bridge-stopped';

/** The parts of a `UserError`; each is plain text, never Markdown, and may hold untrusted strings. */
export interface UserErrorParts {
  /** What happened, a sentence. */
  readonly what: string;
  /** Where: a file, an option, a URL without its password. */
  readonly where?: string;
  /** What to do about it, a sentence naming the option, file or command to change. */
  readonly remedy: string;
  /** A longer text to fold below, such as a traceback or a server log's tail. */
  readonly details?: string;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/** An error that the user can mend. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string;
  readonly details: string | undefined;

  constructor(code: UserErrorCode, parts: UserErrorParts) {
    const place = parts.where === undefined ? '' : ` (${parts.where})`;
    super(`${parts.what}${place} ${parts.remedy}`, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = code;
    this.what = parts.what;
    this.where = parts.where;
    this.remedy = parts.remedy;
    this.details = parts.details;
  }
}

/** Several user errors found in one reading, such as every bad option, thrown at once. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors';
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
  }
}
