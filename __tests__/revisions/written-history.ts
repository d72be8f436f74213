import { buildGraph } from '../../src/revisions/build-graph.ts';
import type { RevisionGraph } from '../../src/revisions/graph.ts';
import { readRevision } from '../../src/revisions/read-revision.ts';

/** What a revision's header says, as Python source for each value. */
export interface Header {
  readonly parent?: string;
  readonly dependsOn?: string;
  readonly labels?: string;
  readonly body?: string;
  /** Without it, `versions/<id>.py`. */
  readonly file?: string;
}

/** A revision file as Alembic writes it. */
export function writeRevision(id: string, { parent = 'None', dependsOn = 'None', labels = 'None', body = 'pass' }: Header): string {
  return [
    `"""${id}"""`,
    `revision = ${JSON.stringify(id)}`,
    `down_revision = ${parent}`,
    `branch_labels = ${labels}`,
    `depends_on = ${dependsOn}`,
    '', '',
    'def upgrade():',
    `    ${body}`,
    '', '',
    'def downgrade():',
    '    pass',
    '',
  ].join('\n'); // prettier-ignore
}

/** The graph of revisions written to files and read again. */
export function readGraph(headers: readonly (readonly [id: string, header?: Header])[]): RevisionGraph {
  return buildGraph(headers.map(([id, header = {}]) => readRevision({ file: header.file ?? `versions/${id}.py`, source: writeRevision(id, header) })));
}
