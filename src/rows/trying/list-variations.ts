import type { Variation } from '../making/variation.ts';
import type { TablePlan } from '../plan/table-plan.ts';
import type { RowRefusal } from '../row-session.ts';

/** Ways to make a row, or a column of which the server has spoken. */
const maxWays = 20;

/** What is tried first: a table's rows as one wishes they were. */
export function firstVariation(style: Variation['style']): Variation {
  return { salt: 0, parents: 0, style, calm: new Set(), leavesDefaults: false, isSparse: false, takesLiterals: false, isTame: false, isRing: false, ofColumn: new Map() };
}

/** What is tried with all rows of a table when the server has refused the first ones: without edges where it spoke of a rule, then without any, then with what stands in conditions. */
export function listNextVariations(plan: TablePlan, refusal: RowRefusal, style: Variation['style']): readonly Variation[] {
  const first = firstVariation(style);
  const calm = new Set(listBlamed(plan, refusal));
  return [...(style === 'edges' && calm.size > 0 ? [{ ...first, calm }] : []), { ...first, salt: 1, style: 'plain' }, { ...first, salt: 2, style: 'plain', takesLiterals: true }, { ...first, salt: 3, style: 'plain', isTame: true }, ...(mustReferToItself(plan) ? [{ ...first, style: 'plain', isRing: true } as const] : [])];
}

function mustReferToItself({ key, references }: TablePlan): boolean {
  return references.some(({ target, nullColumns }) => target === key && nullColumns.length === 0);
}

/** What is tried for a row that is not found otherwise. */
export function listSpareVariations(): readonly Variation[] {
  const plain = firstVariation('plain');
  return [{ ...plain, salt: 100 }, { ...plain, salt: 200, isTame: true }];
}

/** What is tried with one row after the other. */
export function listRowVariations(): readonly Variation[] {
  return Array.from({ length: maxWays }, (_, index) => ({
    ...firstVariation('plain'),
    salt: index,
    leavesDefaults: index % 4 === 1,
    takesLiterals: index % 4 >= 2,
    isSparse: index % 7 === 5,
    isTame: index % 5 === 4,
  }));
}

/** The columns of which a refusal speaks, by the name of a rule or of a column. */
export function listBlamed(plan: TablePlan, { constraint, column, message }: RowRefusal): readonly string[] {
  const isNamed = ({ name }: { readonly name: string }): boolean => (constraint === undefined ? message.includes(name) : name === constraint);
  const rules = [...plan.keys, ...plan.references, ...plan.conditions].filter(isNamed).flatMap(({ columns }) => columns);
  const exclusions = plan.exclusions.filter(isNamed).flatMap(({ elements }) => elements.flatMap((element) => element.column ?? plan.columns.map(({ shape }) => shape.name)));
  return [...(column === undefined ? [] : [column]), ...rules, ...exclusions];
}
