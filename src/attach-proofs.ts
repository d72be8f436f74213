import type { Proof } from './checks/check.ts';
import type { Finding } from './report/report.ts';

/** A finding, and of what others it is the proof. */
export interface Told {
  readonly finding: Finding;
  readonly proof: Proof | undefined;
}

/** Findings that say with their message what proves them; what is the proof of another is no finding of its own. Pure. */
export function attachProofs(told: readonly Told[]): Finding[] {
  const proofs = told.flatMap(({ finding, proof }) => (proof === undefined ? [] : [{ finding, proof }]));
  const others = told.flatMap(({ finding, proof }) => (proof === undefined ? [finding] : []));
  const proved = new Set<Finding>();
  const attached = others.map((finding) => {
    const own = proofs.filter((one) => isProofOf(one, finding));
    if (own.length === 0) return finding;
    for (const one of own) proved.add(one.finding);
    const sentences = [...new Set(own.map(({ proof }) => proof.sentence))];
    const error = finding.evidence.error ?? own.map((one) => one.finding.evidence.error).find((words) => words !== undefined);
    return { ...finding, message: [finding.message, ...sentences].join(' '), evidence: { ...finding.evidence, ...(error === undefined ? {} : { error }) } };
  });
  return [...attached, ...proofs.flatMap(({ finding }) => (proved.has(finding) ? [] : [finding]))];
}

function isProofOf({ finding, proof }: { readonly finding: Finding; readonly proof: Proof }, other: Finding): boolean {
  if (other.revision !== finding.revision || !proof.checks.includes(other.check)) return false;
  return [...other.message.matchAll(/`([^`]+)`/g)].some(([, name = '']) => isAbout(proof, name));
}

function isAbout({ names, tables }: Proof, name: string): boolean {
  return names.includes(name) || tables.some((table) => name === table || name.startsWith(`${table}.`));
}
