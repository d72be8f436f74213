import type { LabelEvent } from './approval.ts';
import { recordLimit, writeRecord } from './record.ts';
import type { AgreedOperations, ApprovalRecord, ShownOperations } from './record.ts';

/** Our comment as it stands on GitHub: what it remembers, and when it was last written. */
export interface KnownComment {
  readonly record: ApprovalRecord | undefined;
  /** ISO 8601 in UTC, whole seconds. */
  readonly updatedAt: string;
}

/**
 * The operations that a label agrees to: those that the comment showed when it was set. What it was once found to agree to stays so for as
 * long as the same setting of the label stands. Times are whole seconds: what was shown only within the label's own second nobody had read.
 */
export function bindLabel(event: LabelEvent, comment: KnownComment | undefined): ReadonlySet<string> {
  const agreed = comment?.record?.agreed;
  if (agreed?.event === event.id) return new Set(agreed.operations);
  return new Set(listDated(comment).findLast(({ since }) => since < event.at)?.operations);
}

/** What this run knows of the label, to be remembered. */
export type BoundLabel = { readonly event: LabelEvent; readonly covers: ReadonlySet<string> } | undefined;

/**
 * What the comment remembers once it shows `operations`. Made from the comment as it stands just before it is written, because another run
 * may have written it since this one looked. Undefined where there is nothing to remember.
 */
export function advanceRecord(comment: KnownComment | undefined, operations: readonly string[], bound: BoundLabel): ApprovalRecord | undefined {
  const shown = [...new Set(operations)].sort();
  if (comment?.record === undefined && shown.length === 0) return undefined;
  const past = listDated(comment);
  const last = past.at(-1);
  const states: readonly ShownOperations[] = last !== undefined && isSame(last.operations, shown) ? past : [...past, { operations: shown }];
  const agreed = chooseAgreed(comment?.record?.agreed, bound);
  const write = (from: number): ApprovalRecord => ({ shown: states.slice(from), ...(agreed === undefined ? {} : { agreed }) });
  // A label was set while one of the latest states was shown; those long gone only make the comment longer.
  const first = states.findIndex((_, index) => index >= states.length - mostStates && writeRecord(write(index)).length <= recordLimit);
  return write(first === -1 ? states.length - 1 : first);
}

const mostStates = 6;

/** Whether two records tell the same of what is shown and agreed to; when it came to be shown is no news. */
export function isSameRecord(a: ApprovalRecord | undefined, b: ApprovalRecord | undefined): boolean {
  const take = (record: ApprovalRecord | undefined): string => JSON.stringify([record?.shown.at(-1)?.operations, record?.agreed]);
  return take(a) === take(b);
}

function listDated(comment: KnownComment | undefined): readonly Required<ShownOperations>[] {
  return comment?.record?.shown.map(({ since = comment.updatedAt, operations }) => ({ since, operations })) ?? [];
}

/** The later setting of the label; what was remembered of it is left as it is. */
function chooseAgreed(stored: AgreedOperations | undefined, bound: BoundLabel): AgreedOperations | undefined {
  if (bound === undefined) return stored;
  const { id, at } = bound.event;
  if (stored !== undefined && (stored.event === id || stored.at > at)) return stored;
  return { event: id, at, operations: [...bound.covers].sort() };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
