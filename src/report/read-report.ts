import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import schema from '../../docs/report.schema.json' with { type: 'json' };
import { UserError } from '../errors.ts';
import type { Report } from './report.ts';

/** Characters that a report's text may have; that of a history of thousands of revisions has a fifth of it. */
export const reportTextLimit = 64 * 1024 * 1024;

/** Brackets within brackets; a report has nine. */
const deepestNesting = 16;

/** The one that this program writes and reads. */
const schemaVersion = 1;

const remedy = 'Give a file that `json-file` of this version of Alembic Gate has written, and run that job again where it was cut short.';

/**
 * A report from the text of a file that another job wrote. The text is untrusted: it is bounded in size and nesting, must be what the
 * published schema describes, and what the schema does not name is dropped, so that every reporter can render what comes back.
 * `where` names the file in messages. Throws a `UserError` (`bad-report`).
 */
export function readReport(text: string, where: string): Report {
  const refuse = (what: string, details?: string, cause?: unknown): UserError => new UserError('bad-report', { what, where, remedy, ...(details === undefined ? {} : { details }), cause });
  if (text.length > reportTextLimit) throw refuse(`The report is longer than ${String(reportTextLimit / 1024 / 1024)} million characters.`);
  if (isNestedTooDeep(text)) throw refuse(`The report has more than ${String(deepestNesting)} levels of brackets, which no report has.`);
  const value = parse(text, refuse);
  const version = readVersion(value);
  if (version === undefined) throw refuse('The file is no report of Alembic Gate: it has no `schemaVersion`.');
  if (version !== schemaVersion) {
    throw new UserError('bad-report', {
      what: `The report has the form ${String(version)}, and this version of Alembic Gate reads the form ${String(schemaVersion)}; it was written by a newer alembic-gate.`,
      where,
      remedy: 'Use the same version of Alembic Gate in all jobs and workflows.',
    });
  }
  const isReport = compileSchema();
  // Validation also takes away what the schema does not name, `__proto__` as a name of the file's own among it.
  if (!isReport(value)) throw refuse('The file is no report of Alembic Gate: it does not have the form that is published in docs/report.schema.json.', describeErrors(isReport.errors));
  const report = mendTexts(value) as Report;
  if (report.part !== undefined && report.part.index > report.part.of) throw refuse(`The report says that it is part ${String(report.part.index)} of ${String(report.part.of)}, which cannot be.`);
  return report;
}

function parse(text: string, refuse: (what: string, details?: string, cause?: unknown) => UserError): unknown {
  try {
    // As a file of Windows begins; `JSON.parse` would refuse it.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw refuse(text.trim() === '' ? 'The file is empty.' : 'The file is no JSON; it may have been cut off.', undefined, error);
  }
}

function readVersion(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'schemaVersion')) return undefined;
  const { schemaVersion: version } = value as { readonly schemaVersion: unknown };
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 1 ? version : undefined;
}

/** Looked at before it is parsed, in one pass; brackets in strings do not count. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > deepestNesting) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}

let compiled: ValidateFunction | undefined;

/** Once, and only where a report is read. */
function compileSchema(): ValidateFunction {
  compiled ??= new Ajv({ removeAdditional: true, ownProperties: true }).compile(schema);
  return compiled;
}

/** Where and what, from the schema's words and places alone, so that nothing of the file is repeated. */
function describeErrors(errors: readonly ErrorObject[] | null | undefined): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath === '' ? 'the report' : instancePath.slice(1).replaceAll('/', '.')} ${message ?? 'is not as it should be'}`).join('\n');
}

/** Half of a surrogate pair, which JSON can say and UTF-8 and URLs cannot, becomes U+FFFD. */
function mendTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(mendTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mendTexts(item)]));
}
