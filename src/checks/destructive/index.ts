import type { ObservationCheck } from '../check.ts';
import { deleteRows } from './delete-rows.ts';
import { dropColumn } from './drop-column.ts';
import { dropConstraint } from './drop-constraint.ts';
import { dropEnumValue } from './drop-enum-value.ts';
import { dropFunction } from './drop-function.ts';
import { dropIndex } from './drop-index.ts';
import { dropSchema } from './drop-schema.ts';
import { dropSequence } from './drop-sequence.ts';
import { dropTable } from './drop-table.ts';
import { dropTrigger } from './drop-trigger.ts';
import { dropType } from './drop-type.ts';
import { dropView } from './drop-view.ts';
import { narrowType } from './narrow-type.ts';
import { overwriteRows } from './overwrite-rows.ts';
import { truncate } from './truncate.ts';

/** All checks of this category, in the order of the documentation. */
export const destructiveChecks: readonly ObservationCheck[] = [
  dropTable, dropColumn, dropSchema, dropView, dropType, dropSequence, dropFunction, dropEnumValue, truncate, deleteRows, narrowType,
  dropConstraint, dropIndex, dropTrigger, overwriteRows,
]; // prettier-ignore
