import type { ObservationCheck } from '../check.ts';
import { reportWork } from './report-work.ts';
import { listWords, sayTable, sayUnder } from './say-lock.ts';

export const tableRewrite: ObservationCheck = {
  id: 'locks/table-rewrite',
  stage: 'observation',
  severity: 'warning',
  title: 'Table written anew',
  why: 'Every row and every index is written again while others are locked out: minutes to hours on a large table, and twice its space on the disk.',
  find: (context) =>
    reportWork('table-rewrite', context, {
      message: ({ rewrites }, { forms, locks }) => {
        const tables = [...new Set(rewrites.filter(({ kind }) => kind === 'table').map((rewrite) => sayTable(rewrite, context)))];
        const indexes = rewrites.filter(({ schema, kind, table }) => kind === 'index' && !tables.includes(sayTable({ schema, name: table }, context)));
        const [isOne, what] = [tables.length + indexes.length === 1, [...tables.map((table) => `table ${table}`), ...indexes.map((index) => `index ${sayTable(index, context)}`)]];
        const reason = forms.length === 0 ? '' : `: ${listWords(forms.map((form) => form.what))}`;
        return `${listWords(what)} ${isOne ? 'is' : 'are'} written anew${sayUnder(locks, context)}${reason}`;
      },
      remedy: {
        text: 'Let the new state stand beside the old one (a column, a table), have both written for a time, fill it in portions, and let it take over in a later release. Where a block or a function asks for it, write it as a statement of its own to be told more.',
      },
    }),
};
