import type { ObjectName, Operation, OperationFlag, OperationKind } from './operation.ts';

/** What an operation says beside its kind and target; what is undefined is left out. */
export interface OperationDetails {
  readonly member?: string | undefined;
  readonly newName?: string | undefined;
  readonly flags?: readonly (OperationFlag | undefined)[];
}

/** The target of what has none. */
export const nameless: ObjectName = { schema: undefined, name: '' };

export function makeOperation(kind: OperationKind, target: ObjectName = nameless, { member, newName, flags = [] }: OperationDetails = {}): Operation {
  return {
    kind,
    target,
    ...(member === undefined ? {} : { member }),
    ...(newName === undefined ? {} : { newName }),
    flags: flags.filter((flag) => flag !== undefined),
  };
}
