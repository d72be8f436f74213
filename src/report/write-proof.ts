import { sayCount } from '../say-count.ts';
import { sayList } from '../say-list.ts';
import type { Coverage, ProjectReport } from './report.ts';

/**
 * The self-proof line: *checked 3 new revisions on PostgreSQL 17.2 (container), 214 brought up before them,
 * 12 round-trip steps (6 with made-up rows in 14 tables), 0 skipped*. Of several jobs it says how many: *on SQLite 3.53.0 (embedded) in 4 jobs*.
 */
export function writeProof(projects: readonly Pick<ProjectReport, 'server'>[], coverage: Coverage, { jobs }: { readonly jobs?: number } = {}): string {
  const servers = new Set(projects.flatMap(describeServer));
  const where = servers.size === 0 ? ' on no database' : ` on ${sayList([...servers])}`;
  const on = jobs === undefined ? where : `${where} in ${sayCount(jobs, 'job')}`;
  const count = coverage.newRevisions;
  const revisions = `checked ${String(count)} new ${count === 1 ? 'revision' : 'revisions'}`;
  if (count === 0 && servers.size > 0) return `${revisions}${on}, ${String(coverage.broughtUp)} brought up`;
  const before = `${String(coverage.broughtUp)} brought up before ${count === 1 ? 'it' : 'them'}`;
  return `${revisions}${on}, ${before}, ${String(coverage.steps)} round-trip ${coverage.steps === 1 ? 'step' : 'steps'}${describeRows(coverage)}, ${String(coverage.skipped)} skipped`;
}

/** How much of it was made with rows; nothing where that walk was switched off. */
function describeRows({ rowSteps, filledTables }: Coverage): string {
  if (rowSteps === 0) return '';
  // No table was there yet, or none without rows.
  if (filledTables === 0) return ` (${String(rowSteps)} on the walk with rows)`;
  return ` (${String(rowSteps)} with made-up rows in ${String(filledTables)} ${filledTables === 1 ? 'table' : 'tables'})`;
}

function describeServer({ server }: Pick<ProjectReport, 'server'>): string[] {
  return server === undefined ? [] : [`${server.title} ${server.version} (${server.provider}${server.isRestricted === true ? ', as a restricted role' : ''})`];
}
