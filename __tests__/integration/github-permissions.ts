/**
 * What a workflow's token may do. A test sets `github.permissions` to what the workflow's `permissions:` says; what is not named there is
 * `none`, as in a private repository, where reading needs a permission too.
 * https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export type Permission = 'actions' | 'contents' | 'issues' | 'pull-requests' | 'statuses';
export type Permissions = Readonly<Partial<Record<Permission, 'read' | 'write' | 'none'>>>;

export const everything: Permissions = { actions: 'write', contents: 'write', issues: 'write', 'pull-requests': 'write', statuses: 'write' };
/** What the token has on a pull request from a fork, whatever the workflow asks for. */
export const onlyReading: Permissions = { actions: 'read', contents: 'read', issues: 'read', 'pull-requests': 'read', statuses: 'read' };

type Need = readonly [level: 'read' | 'write', ...anyOf: Permission[]];
const [readPull, writePull]: readonly [Need, Need] = [
  ['read', 'pull-requests', 'issues'],
  ['write', 'pull-requests', 'issues'],
];

const needs: Readonly<Record<string, Need>> = {
  'issues/list-comments': readPull,
  'issues/get-comment': readPull,
  'issues/create-comment': writePull,
  'issues/update-comment': writePull,
  'issues/delete-comment': writePull,
  'issues/list-labels-on-issue': readPull,
  'issues/list-events-for-timeline': readPull,
  'pulls/get': ['read', 'pull-requests'],
  'pulls/list': ['read', 'pull-requests'],
  'pulls/list-files': ['read', 'pull-requests'],
  'repos/list-pull-requests-associated-with-commit': ['read', 'pull-requests'],
  'repos/get-content': ['read', 'contents'],
  'repos/get-branch': ['read', 'contents'],
  'git/get-tree': ['read', 'contents'],
  'git/get-blob': ['read', 'contents'],
  'repos/create-commit-status': ['write', 'statuses'],
  'repos/list-commit-statuses-for-ref': ['read', 'statuses'],
  'repos/get-combined-status-for-ref': ['read', 'statuses'],
  'actions/get-workflow-run': ['read', 'actions'],
  'actions/list-workflow-run-artifacts': ['read', 'actions'],
  'actions/download-artifact': ['read', 'actions'],
  'graphql Repository.pullRequests': ['read', 'pull-requests'],
  'graphql Repository.pullRequest': ['read', 'pull-requests'],
  'graphql Repository.mergeQueue': ['read', 'pull-requests'],
  'graphql Repository.object': ['read', 'contents'],
  'graphql Repository.ref': ['read', 'contents'],
  'graphql Repository.defaultBranchRef': ['read', 'contents'],
  'graphql Commit.status': ['read', 'statuses'],
  'graphql Mutation.minimizeComment': writePull,
  'graphql Mutation.unminimizeComment': writePull,
};

/** Whether the token may do it; what needs no permission is always allowed. */
export function isAllowed(permissions: Permissions, operation: string): boolean {
  const [level, ...anyOf] = needs[operation] ?? ['read'];
  return anyOf.length === 0 || anyOf.some((name) => permissions[name] === 'write' || (level === 'read' && permissions[name] === 'read'));
}
