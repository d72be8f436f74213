import { awaitsApproval } from './approval/approvable.ts';
import type { Approval } from './approval/approval.ts';
import { checkProject } from './check-project.ts';
import type { GateTools } from './check-project.ts';
import { refuseUnusedImages } from './choose-targets.ts';
import { ServerPool } from './database/server-pool.ts';
import { listProblems } from './describe-error.ts';
import { identity } from './identity.ts';
import { applyApproval } from './judge.ts';
import type { Options } from './options.ts';
import { findProjects } from './project/find-projects.ts';
import { findRepositoryRoot } from './project/git.ts';
import { buildReport } from './report/build-report.ts';
import { reportApproval } from './report/report-approval.ts';
import type { ProjectResult } from './report/build-report.ts';
import type { Problem, Report } from './report/report.ts';
import { Timings } from './timings.ts';

/**
 * The gate: options -> revision graph -> plan -> database -> observations -> findings -> report.
 * What a user can mend is a problem of the report; only a bug is thrown. Whatever was started has ended when it returns.
 */
export async function runGate(options: Options, tools: GateTools): Promise<Report> {
  const timings = new Timings();
  const servers = new ServerPool(options, tools);
  const projects: ProjectResult[] = [];
  let problems: readonly Problem[] = [];
  try {
    const root = (await findRepositoryRoot(options.workingDirectory)) ?? options.workingDirectory;
    tools.progress.phase('Projects and revisions');
    const found = await findProjects(options, root);
    for (const [index, project] of found.entries()) {
      if (index > 0) tools.progress.phase(project.name);
      projects.push(...(await timings.measure(project.name, () => checkProject(project, options, { ...tools, servers, timings }))));
    }
    refuseUnusedImages(options, projects);
  } catch (error) {
    const found = listProblems(error);
    if (found === undefined) throw error;
    problems = found;
  } finally {
    await timings.measure('Ending servers', () => servers.dispose());
  }
  const approval = await readApproval(projects, tools);
  const judged = projects.map((project) => ({ ...project, findings: applyApproval(project.findings, approval) }));
  return buildReport({ version: identity.version, projects: judged, problems, approval: reportApproval(approval), timings: timings.list(), failOn: options.failOn, part: options.shard, commit: tools.host.headSha });
}

/** Asked for as late as can be, so that a label set meanwhile counts; and only where there is something to agree to. */
async function readApproval(projects: readonly ProjectResult[], { readApproval: read }: GateTools): Promise<Approval | undefined> {
  return projects.some(({ findings }) => findings.some(awaitsApproval)) ? read?.() : undefined;
}
