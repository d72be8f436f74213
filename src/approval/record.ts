import { isOperationDigest } from './approvable.ts';

/** What the comment remembers: which operations it showed from when on, and to which of them a label agreed. */
export interface ApprovalRecord {
  /** In their order, the last is what the comment shows; at least one. */
  readonly shown: readonly ShownOperations[];
  readonly agreed?: AgreedOperations;
}

export interface ShownOperations {
  /** By GitHub's clock; absent for the last where it is the comment's own `updated_at`. */
  readonly since?: string;
  /** Digests, sorted. */
  readonly operations: readonly string[];
}

export interface AgreedOperations {
  /** The label event's id and time. */
  readonly event: number;
  readonly at: string;
  readonly operations: readonly string[];
}

const [before, after] = ['<!-- alembic-gate-approval:1 ', ' -->'];

/** Bytes that a record may have; GitHub takes 65,536 characters of comment in all. */
export const recordLimit = 16_000;

/** The record as a hidden line of the comment. It has letters of base64, digits and dates, so nothing in it ends the HTML comment. */
export function writeRecord({ shown, agreed }: ApprovalRecord): string {
  return `${before}${JSON.stringify({ shown, ...(agreed === undefined ? {} : { agreed }) })}${after}`;
}

/** The comment's second line as a record; undefined where it is none, or not exactly of the form that we write. */
export function readRecord(body: string): ApprovalRecord | undefined {
  const line = body.split(/\r?\n/, 2)[1]?.trimEnd();
  if (line === undefined || line.length > recordLimit || !line.startsWith(before) || !line.endsWith(after)) return undefined;
  try {
    const value = JSON.parse(line.slice(before.length, -after.length)) as unknown;
    return isRecord(value) ? value : undefined;
  } catch {
    // Somebody changed it: then the comment has shown nothing, and asks again.
    return undefined;
  }
}

function isRecord(value: unknown): value is ApprovalRecord {
  if (!hasOnly(value, ['shown'], ['agreed']) || !Array.isArray(value['shown']) || value['shown'].length === 0) return false;
  const shown = value['shown'] as readonly unknown[];
  const times = shown.map((one) => (isShown(one) ? (one.since ?? '') : undefined));
  // Only the last may leave its time open, and none is earlier than the one before it.
  const isInOrder = times.every((time, index) => time !== undefined && (time === '' ? index === times.length - 1 : time >= (times[index - 1] ?? '')));
  return isInOrder && (value['agreed'] === undefined || isAgreed(value['agreed']));
}

function isShown(value: unknown): value is ShownOperations {
  return hasOnly(value, ['operations'], ['since']) && areOperations(value['operations']) && (value['since'] === undefined || isTime(value['since']));
}

function isAgreed(value: unknown): value is AgreedOperations {
  return hasOnly(value, ['event', 'at', 'operations'], []) && Number.isSafeInteger(value['event']) && isTime(value['at']) && areOperations(value['operations']);
}

function hasOnly(value: unknown, needed: readonly string[], possible: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return needed.every((name) => names.includes(name)) && names.every((name) => needed.includes(name) || possible.includes(name));
}

function areOperations(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isOperationDigest);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
}
