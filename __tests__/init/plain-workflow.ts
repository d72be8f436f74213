/** The workflow that `init` writes for one project with a `requirements.txt`. */
export function writePlainWorkflow(config = 'alembic.ini'): string {
  return `# Written by \`alembic-gate init\`.
name: Alembic Gate
on:
  # A required check that \`paths\` skips stays pending for ever. Only where this one is not required, add:
  # paths: ['**.py', '${config}', 'requirements.txt']
  pull_request: {types: [opened, reopened, synchronize, labeled, unlabeled]}
  merge_group:
concurrency: {group: 'alembic-gate-\${{ github.ref }}', cancel-in-progress: true}
jobs:
  alembic-gate:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions: {contents: read, pull-requests: write}
    steps:
      - uses: actions/checkout@v5
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@v6
        with: {python-version: '3.14', cache: pip}
      - run: pip install -r requirements.txt
      - uses: alembic-gate/alembic-gate@v1
`;
}

/** What `init` says last, where one workflow is all that it writes. */
export const nextSteps = `To block merges, require in Settings > Rules > Rulesets, "Require status checks to pass":
  alembic-gate
Before pushing: alembic-gate check`;
