import type { RevisionReport } from '../report/report.ts';
import { escapeMermaid } from './escape-markdown.ts';

/** A picture with more new revisions than this is no help. */
const mostDrawn = 40;
/** Characters of an id or a message. */
const messageShown = 40;

/**
 * The graph around the new revisions as a Mermaid picture, which GitHub draws: what they hang on, heads marked, failures red.
 * Undefined where there is nothing new to draw or too much.
 * https://mermaid.js.org/syntax/flowchart.html
 */
export function renderGraph(drawn: readonly RevisionReport[]): string | undefined {
  const isNewDrawn = drawn.some((revision) => revision.new);
  if (!isNewDrawn || drawn.length > mostDrawn) return undefined;
  const names = new Map(drawn.map(({ id }, index) => [id, `r${String(index)}`]));
  const lines = ['flowchart BT'];
  const older = new Set<string>();
  for (const revision of drawn) {
    const name = names.get(revision.id) ?? '';
    lines.push(`  ${name}["${describeNode(revision)}"]:::${styleOf(revision)}`);
    for (const parent of revision.parents) {
      const parentName = names.get(parent);
      if (parentName !== undefined) lines.push(`  ${parentName} --> ${name}`);
      else if (!revision.new) older.add(name);
    }
    for (const need of revision.dependsOn) {
      const needName = names.get(need);
      if (needName !== undefined) lines.push(`  ${needName} -. needed by .-> ${name}`);
    }
  }
  if (older.size > 0) lines.push('  older(["earlier revisions"]):::old', ...[...older].map((name) => `  older --> ${name}`));
  const heads = drawn.filter(({ isHead }) => isHead).map(({ id }) => names.get(id) ?? '');
  return [
    ...lines,
    ...(heads.length === 0 ? [] : [`  class ${heads.join(',')} head`]),
    '  classDef new fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
    '  classDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328',
    '  classDef warned fill:#fff8c5,stroke:#9a6700,color:#1f2328',
    '  classDef old fill:#f6f8fa,stroke:#818b98,color:#1f2328',
    '  classDef head stroke-width:3px',
  ].join('\n');
}

function describeNode(revision: RevisionReport): string {
  const shorten = (text: string): string => (text.length > messageShown ? `${text.slice(0, messageShown).toWellFormed()}…` : text);
  const marks = [...(revision.new ? ['new'] : []), ...(revision.isHead ? ['head'] : [])];
  return [shorten(revision.id), shorten(revision.message), marks.join(', ')].filter((part) => part !== '').map(escapeMermaid).join('<br/>');
}

function styleOf({ new: isNew, conclusion }: RevisionReport): string {
  if (!isNew) return 'old';
  if (conclusion === 'failed') return 'bad';
  return conclusion === 'passed' ? 'new' : 'warned';
}
