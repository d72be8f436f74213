import type { Remedy } from '../check.ts';
import { agreeWith } from './find-destruction.ts';
import type { TakingAlong } from './list-unread-losses.ts';

/** What keeps the rows and values that a foreign key takes along when a table gives way to its copy, is dropped, or has its rows replaced. */
export function keepReferences(way: TakingAlong, referred: string, check: string): Remedy {
  switch (way) {
    case 'dropped-for-copy':
      return {
        // https://www.sqlite.org/pragma.html#pragma_foreign_keys
        text: `Switch foreign keys off before \`${referred}\` is copied, outside of a transaction, within which it does nothing:`,
        code: 'with op.get_context().autocommit_block():\n    op.execute("PRAGMA foreign_keys=OFF")',
        language: 'python',
      };
    case 'dropped':
      return agreeWith(`Keep the rows elsewhere, or take the key away before \`${referred}\` is dropped.`, check);
    case 'replaced':
      return agreeWith('Write over the rows where they stand (`ON CONFLICT … DO UPDATE`, `ON DUPLICATE KEY UPDATE`) instead of replacing them.', check);
  }
}

/** What becomes of the table to which a key leads, the end of a sentence. */
export function sayWay(way: TakingAlong, referred: string): string {
  switch (way) {
    case 'dropped':
      return `to \`${referred}\`, which is dropped`;
    case 'dropped-for-copy':
      return `to \`${referred}\`, which is dropped to make room for its copy`;
    case 'replaced':
      return `to rows of \`${referred}\`, which are deleted and written anew`;
  }
}
