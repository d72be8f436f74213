import type { Assignment, ObjectName, Operation, OperationFlag, OperationKind, TableCopy } from './operation.ts';

/** What an operation says beside its kind and target; what is undefined is left out. */
export interface OperationDetails {
  readonly member?: string | undefined;
  readonly newName?: string | undefined;
  readonly copy?: TableCopy | undefined;
  readonly assigned?: readonly Assignment[] | undefined;
  readonly flags?: readonly (OperationFlag | undefined)[];
}

/** The target of what has none. */
export const nameless: ObjectName = { schema: undefined, name: '' };

/** An operation from what a reader found; without a target it is one of nothing named. */
export function makeOperation(kind: OperationKind, target: ObjectName = nameless, { member, newName, copy, assigned, flags = [] }: OperationDetails = {}): Operation {
  return {
    kind,
    target,
    ...(member === undefined ? {} : { member }),
    ...(newName === undefined ? {} : { newName }),
    ...(copy === undefined ? {} : { copy }),
    ...(assigned === undefined ? {} : { assigned }),
    flags: flags.filter((flag) => flag !== undefined),
  };
}
