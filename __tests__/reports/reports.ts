import type { Report } from '../../src/report/report.ts';
import { agreed } from './agreed/report.ts';
import { clean } from './clean/report.ts';
import { failing } from './failing/report.ts';
import { hostile } from './hostile/report.ts';
import { huge } from './huge/report.ts';
import { incomplete } from './incomplete/report.ts';
import { multipleHeads } from './multiple-heads/report.ts';
import { oldHistoryFails } from './old-history-fails/report.ts';
import { rows } from './rows/report.ts';
import { severalDatabases } from './several-databases/report.ts';
import { twoProjects } from './two-projects/report.ts';

/** The canonical reports by the name of their folder, which holds what each reporter makes of them. */
export const reports: Readonly<Record<string, Report>> = {
  clean,
  failing,
  rows,
  agreed,
  incomplete,
  'old-history-fails': oldHistoryFails,
  'multiple-heads': multipleHeads,
  'two-projects': twoProjects,
  'several-databases': severalDatabases,
  huge,
  hostile,
};
