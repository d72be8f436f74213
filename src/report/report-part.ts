import { sayList } from '../say-list.ts';
import type { ProjectReport, Report } from './report.ts';
import { sayPart } from './take-part.ts';

/** A report that another job wrote, and the file that it was read from. */
export interface ReportPart {
  readonly file: string;
  readonly report: Report;
}

/** The database that a project was checked on, told from others by what is the same in all jobs; undefined where none was come to. */
export function identifyDatabase({ server, python }: ProjectReport): string | undefined {
  if (server === undefined) return undefined;
  const { provider, title, version, image, isRestricted } = server;
  // What a runner brings along differs in the last number.
  return JSON.stringify([provider, title, version, image, isRestricted, python?.version.split('.', 2).join('.')]);
}

/** A part as people know it: `part 2/4 on PostgreSQL 17.2`, or its projects where it is the only one. */
export function describeReportPart({ report: { part, projects } }: ReportPart): string {
  const servers = [...new Set(projects.flatMap(({ server }) => (server === undefined ? [] : [`${server.title} ${server.version}`])))];
  const on = servers.length === 0 ? '' : ` on ${sayList(servers)}`;
  if (part !== undefined) return `part ${sayPart(part)}${on}`;
  const configs = [...new Set(projects.map(({ config }) => config))];
  return `${configs.length === 0 ? 'a job without projects' : sayList(configs)}${on}`;
}
