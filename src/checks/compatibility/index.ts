import type { ObservationCheck } from '../check.ts';
import { changeType } from './change-type.ts';
import { dropDefault } from './drop-default.ts';
import { newCodeBreaks } from './new-code-breaks.ts';
import { oldCodeBreaks } from './old-code-breaks.ts';
import { renameColumn } from './rename-column.ts';
import { renameEnumValue } from './rename-enum-value.ts';
import { renameFunction } from './rename-function.ts';
import { renameTable } from './rename-table.ts';
import { requiredColumn } from './required-column.ts';
import { setNotNull } from './set-not-null.ts';
import { tighterConstraint } from './tighter-constraint.ts';

/** All checks of this category, in the order of the documentation. */
export const compatibilityChecks: readonly ObservationCheck[] = [
  renameTable, renameColumn, renameEnumValue, renameFunction, requiredColumn, setNotNull, dropDefault, changeType, tighterConstraint, oldCodeBreaks, newCodeBreaks,
]; // prettier-ignore
