import { awaitsApproval } from './approval/approvable.ts';
import type { Approval } from './approval/approval.ts';
import { identity } from './identity.ts';
import type { Options } from './options.ts';
import { readReportFiles } from './read-report-files.ts';
import { joinReports } from './report/join-reports.ts';
import type { Report } from './report/report.ts';

/** What joining needs beside the options. */
export interface JoinTools {
  /** Names of files in messages are relative to it. */
  readonly directory: string;
  /** The commit that this run is about, where the host tells it. */
  readonly commit: string | undefined;
  /** What the label says that agrees to findings; absent where none can. A label that cannot be read is told as such, not thrown. */
  readonly readApproval?: () => Promise<Approval | undefined>;
}

/** The reports that the option `reports` names as one. What is missing or cannot be read is a problem of it; only a bug is thrown. */
export async function joinParts(options: Options, { directory, commit, readApproval }: JoinTools): Promise<Report> {
  const { parts, problems } = await readReportFiles({ patterns: options.reports, directory, leaveOut: options.jsonFile });
  const join = (approval: Approval | undefined): Report => joinReports({ parts, problems, count: options.parts, version: identity.version, commit, failOn: options.failOn, approval });
  const report = join(undefined);
  return readApproval !== undefined && report.findings.some(awaitsApproval) ? join(await readApproval()) : report;
}
