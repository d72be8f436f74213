import { expect, test } from 'vitest';
import { forgetDatabase } from '../../src/observe/forget-database.ts';

test.each([
  ["Table 'gate_1.topic' doesn't exist", "Table 'topic' doesn't exist"],
  ["Can't create table `gate_1`.`topic` (errno: 121)", "Can't create table `topic` (errno: 121)"],
  ["Trigger 'gate_1.account_lower' already exists", "Trigger 'account_lower' already exists"],
  ['database "gate_1" is being accessed', 'database "gate_1" is being accessed'],
  ["Table 'other.topic' doesn't exist", "Table 'other.topic' doesn't exist"],
  ['a foreign key constraint fails (`gate_1`.`#sql-1_1a9`, CONSTRAINT `fk` FOREIGN KEY (`a`))', 'a foreign key constraint fails (CONSTRAINT `fk` FOREIGN KEY (`a`))'],
])('%s', (message, without) => {
  expect(forgetDatabase({ type: 'E', message, traceback: `E: ${message}`, isIrreversible: false }, 'gate_1')).toEqual({ type: 'E', message: without, traceback: `E: ${without}`, isIrreversible: false });
});

test('an error without a traceback gets none', () => {
  expect(forgetDatabase({ type: 'E', message: 'no', isIrreversible: true }, 'gate_1')).toEqual({ type: 'E', message: 'no', isIrreversible: true });
});
