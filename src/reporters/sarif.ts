import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { categoryOf } from '../checks/categories.ts';
import type { Check } from '../checks/check.ts';
import { identity } from '../identity.ts';
import { findConfiguration } from '../project/name-project.ts';
import type { Finding, Report } from '../report/report.ts';
import { cutLines, cutText } from './cut-text.ts';
import { encodePath } from './escape-markdown.ts';
import { describeAgreement } from './render-approval.ts';
import { showControls } from './show-controls.ts';

/** What the report does not say. */
export interface SarifStyle {
  /** Tells apart the uploads of several jobs: one with the same key takes the place of the one before. */
  readonly key: string;
  /** All checks; each is a rule, whether it found something or not. */
  readonly checks: readonly Check[];
  /** The Markdown of a check's page; undefined where there is none. */
  readonly readPage: (id: string) => string | undefined;
}

const schemaUrl = 'https://json.schemastore.org/sarif-2.1.0.json';

/** GitHub keeps no more of a run. https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const mostResults = 5000;
/** Keeps the largest file far below the 10 MB (compressed) that GitHub takes. */
const messageLimit = 4000;
/** https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object */
const descriptionLimit = 1024;

/**
 * A report as SARIF 2.1.0 in the subset that GitHub's code scanning reads, of at most 5,000 results, the most serious of them. Pure.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function renderSarif(report: Report, { key, checks, readPage }: SarifStyle): string {
  const shown = report.findings.slice(0, mostResults);
  const indexes = new Map(checks.map(({ id }, index) => [id, index]));
  const crowded = findCrowded(shown);
  const log: Log = {
    $schema: schemaUrl,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Alembic Gate',
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: identity.repositoryUrl,
            rules: checks.map((check) => describeCheck(check, readPage(check.id))),
          },
        },
        // GitHub takes what stands before the last slash for the category.
        automationDetails: { id: `alembic-gate/${encodePath(key)}/` },
        invocations: [{ executionSuccessful: report.conclusion !== 'incomplete', toolExecutionNotifications: listNotifications(report) }],
        columnKind: 'utf16CodeUnits',
        results: shown.map((finding) => describeFinding(finding, indexes.get(finding.check), crowded.has(placeOf(finding)))),
        properties: { conclusion: report.conclusion, proof: showControls(report.proof) },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const problemSeverities: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', note: 'recommendation' };

function describeCheck({ id, title, why, severity }: Check, page: string | undefined): ReportingDescriptor {
  const helpUri = `${identity.checkPagesUrl}/${id}.md`;
  return {
    id,
    shortDescription: { text: cutText(title, descriptionLimit) },
    fullDescription: { text: cutText(why, descriptionLimit) },
    help: { text: `${why} See ${helpUri}`, ...(page === undefined ? {} : { markdown: reachPages(page, id) }) },
    helpUri,
    defaultConfiguration: { level: severity },
    properties: { category: categoryOf(id), tags: ['alembic', 'database', categoryOf(id)], 'problem.severity': problemSeverities[severity] },
  };
}

/** A page with links that lead somewhere wherever it is shown: they are written from its own folder. */
function reachPages(page: string, id: string): string {
  const here = new URL(`${identity.checkPagesUrl}/${id}.md`);
  return page.replaceAll(/\]\((?!\w+:|#)([^)\s]+)\)/g, (_, target: string) => `](${new URL(target, here).href})`);
}

function describeFinding(finding: Finding, ruleIndex: number | undefined, isCrowded: boolean): Result {
  const { check, severity, message, remedy, fingerprint, suppressed, approved, targets, revision, project } = finding;
  const on = targets === undefined ? '' : ` (on ${targets.join(', ')})`;
  const text = [`${message}${on}`, [remedy.text, ...(remedy.code === undefined ? [] : [remedy.code])].join('\n')].join('\n\n');
  return {
    ruleId: check,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    // GitHub opens an alert for what is suppressed as well; as a note it fails no pull request.
    level: suppressed === undefined ? severity : 'note',
    message: { text: escapeMessage(cutLines(showControls(text), messageLimit)) },
    locations: [locate(finding)],
    // GitHub's upload action computes `primaryLocationLineHash` from the line alone, and takes two of a check at one line for the same.
    partialFingerprints: { 'alembicGate/v1': fingerprint, ...(isCrowded ? { primaryLocationLineHash: `${fingerprint}:1` } : {}) },
    ...(suppressed === undefined ? {} : { suppressions: [{ kind: 'inSource' as const, status: 'accepted' as const, justification: showControls(suppressed.reason) }] }),
    ...(approved === undefined ? {} : { suppressions: [{ kind: 'external' as const, status: 'accepted' as const, justification: showControls(`Agreed to ${describeAgreement(approved)}.`) }] }),
    properties: {
      project: showControls(project),
      severity,
      ...(revision === undefined ? {} : { revision: showControls(revision) }),
      ...(targets === undefined ? {} : { targets: targets.map(showControls) }),
    },
  };
}

/** Its file and line; what is about no file stands at its project's configuration. */
function locate({ file, line, project }: Finding): Location {
  const path = file ?? findConfiguration(project);
  return { physicalLocation: { artifactLocation: { uri: encodePath(path), uriBaseId: '%SRCROOT%' }, region: { startLine: line ?? 1 } } };
}

function placeOf({ check, file, line }: Finding): string {
  return JSON.stringify([check, file, line]);
}

/** The places where one check found several things. */
function findCrowded(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set([...Map.groupBy(findings, placeOf)].filter(([, same]) => same.length > 1).map(([place]) => place));
}

function listNotifications({ problems, coverage, findings, conclusion }: Report): Notification[] {
  const notify = (level: Notification['level'] & string, text: string): Notification => ({ level, message: { text: escapeMessage(cutLines(showControls(text), messageLimit)) } });
  return [
    ...problems.map(({ what, where, remedy, details }) => notify('error', [`${what}${where === undefined ? '' : ` (${where})`} ${remedy}`, ...(details === undefined ? [] : [details])].join('\n'))),
    ...coverage.notLookedAt.map((sentence) => notify(conclusion === 'incomplete' ? 'warning' : 'note', sentence)),
    ...(findings.length > mostResults ? [notify('warning', `${String(findings.length - mostResults)} more findings are left out, none of them more serious.`)] : []),
  ];
}

/**
 * Text in which no viewer sees a link of ours: brackets are escaped where they could be one.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317468
 */
function escapeMessage(text: string): string {
  return /\]\(/.test(text) ? text.replaceAll(/[[\]\\]/g, '\\$&') : text;
}
