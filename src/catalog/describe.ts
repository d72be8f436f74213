import { diffLines } from 'diff';
import type { AttributeChange, CatalogChange } from './change.ts';
import { columnOrderAttribute } from './model.ts';
import type { AttributeValue, CatalogObject } from './model.ts';

/** `upgrade`: what a step did. `trace`: what a way back left or did not restore. `difference`: how a second state differs from the first. */
export type Voice = 'upgrade' | 'trace' | 'difference';

const words: Readonly<Record<Voice, { readonly added: string; readonly removed: string; readonly renamed: string }>> = {
  upgrade: { added: 'added', removed: 'removed', renamed: 'renamed to' },
  trace: { added: 'is still there', removed: 'is gone', renamed: 'is now called' },
  difference: { added: 'is there in addition', removed: 'is missing', renamed: 'is called' },
};

/** Schemas that people leave out when they speak. */
const silentSchemas = new Set(['public', 'main']);

/** An object as people say it: ``column `users.email` ``. */
export function describeObject(object: CatalogObject): string {
  return object.kind === 'database' ? 'the database' : `${describeKind(object)} \`${describePath(object)}\``;
}

/** A description at the beginning of a sentence. */
export function beginSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One change in one line of plain text with names in backticks. */
export function describeChange(change: CatalogChange, voice: Voice): string {
  switch (change.type) {
    case 'added':
      return `${describeObject(change.object)} ${words[voice].added}`;
    case 'removed':
      return `${describeObject(change.object)} ${words[voice].removed}`;
    case 'renamed': {
      const more = change.attributes.length === 0 ? '' : `; ${describeAttributes(change.attributes)}`;
      return `${describeObject(change.before)} ${words[voice].renamed} \`${describePath(change.after)}\`${more}`;
    }
    case 'changed':
      return `${describeObject(change.after)}: ${describeAttributes(change.attributes)}`;
  }
}

/** The changes as lines that each begin with `+ `, `- ` or `~ `; parts of what came or went are indented below it. */
export function renderDiff(changes: readonly CatalogChange[], voice: Voice): string[] {
  return changes.flatMap((change) => {
    const line = describeChange(change, voice);
    if (change.type === 'changed' || change.type === 'renamed') return [`~ ${line}`, ...listTold(change.attributes).flatMap(renderLongChange)];
    const sign = change.type === 'added' ? '+' : '-';
    return [`${sign} ${line}`, ...change.parts.filter(isWorthALine).map((part) => `${sign}   ${describeObject(part)}${describeSummary(part)}`)];
  });
}

function isWorthALine({ kind }: CatalogObject): boolean {
  return kind !== 'composite type';
}

function describeSummary(object: CatalogObject): string {
  const text = object.attributes['type'] ?? object.attributes['definition'];
  // One without a name of its own is called by what it is.
  return typeof text === 'string' && text !== object.name ? ` ${text.split('\n')[0] ?? ''}` : '';
}

function describeKind(object: CatalogObject): string {
  const constraint = object.attributes['constraintType'];
  return object.kind === 'constraint' && typeof constraint === 'string' ? constraint : object.kind;
}

/** Parts that people name as `table.part`; the others are *of* their table. */
const dottedKinds = new Set<CatalogObject['kind']>(['column']);

/** Its name as people say it, with its schema where that needs saying: to stand between backticks. */
export function describePath(object: Pick<CatalogObject, 'kind' | 'schema' | 'parentName' | 'name'>): string {
  const schema = object.schema === null || silentSchemas.has(object.schema) ? [] : [object.schema];
  if (object.parentName === null || object.kind === 'sequence') return [...schema, object.name].join('.');
  if (dottedKinds.has(object.kind)) return [...schema, object.parentName, object.name].join('.');
  return `${object.name}\` of \`${[...schema, object.parentName].join('.')}`;
}

function describeAttributes(attributes: readonly AttributeChange[]): string {
  return listTold(attributes).map(describeAttribute).join('; ');
}

/** Without an index's definition where that says no more than that it is unique, or no longer. */
function listTold(attributes: readonly AttributeChange[]): readonly AttributeChange[] {
  if (!attributes.some(({ attribute }) => attribute === 'isUnique')) return attributes;
  return attributes.filter(({ attribute, before, after }) => attribute !== 'definition' || forgetUnique(before) !== forgetUnique(after));
}

function forgetUnique(definition: AttributeValue): string {
  return toText(definition).replace(/^CREATE UNIQUE INDEX/, 'CREATE INDEX');
}

function describeAttribute({ attribute, before, after }: AttributeChange): string {
  if (attribute === columnOrderAttribute) return 'columns are in another order';
  if (attribute === 'isUnique') return after === true ? 'is unique now' : 'is no longer unique';
  const name = attribute.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  if (isLong(before) || isLong(after)) return `${name} changed`;
  const parts = describeDefinitionParts(before, after) ?? describeMembers(name, before, after);
  if (parts !== undefined) return parts;
  const isFlag = typeof before === 'boolean' || typeof after === 'boolean';
  return `${name} ${describeValue(before, isFlag)} became ${describeValue(after, isFlag)}`;
}

const longestInSentence = 120;

/** A definition that would burst a sentence; its difference is told line by line. */
function isLong(value: AttributeValue): boolean {
  return typeof value === 'string' && (value.length > longestInSentence || value.trim().includes('\n'));
}

function renderLongChange({ before, after }: AttributeChange): string[] {
  if (!isLong(before) && !isLong(after)) return [];
  return diffLines(toText(before), toText(after)).flatMap(({ value, added, removed }) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    return value.replace(/\n$/, '').split('\n').map((line) => `${sign}   ${line}`);
  });
}

/** Ends in a line break, so that the last line is compared like the others. */
function toText(value: AttributeValue): string {
  return value === null ? '' : `${String(value).trim()}\n`;
}

/** Members that a list gained or lost, where those on both sides kept their order. */
function describeMembers(name: string, before: AttributeValue, after: AttributeValue): string | undefined {
  const [had, has] = [toList(before), toList(after)];
  if (had === undefined || has === undefined) return undefined;
  const won = has.filter((item) => !had.includes(item));
  const lost = had.filter((item) => !has.includes(item));
  if (had.filter((item) => has.includes(item)).join('\n') !== has.filter((item) => had.includes(item)).join('\n')) return undefined;
  const list = (items: readonly string[]): string => items.map((item) => (item === '' ? "`''`" : `\`${item}\``)).join(', ');
  return `${name} ${[...(won.length === 0 ? [] : [`gained ${list(won)}`]), ...(lost.length === 0 ? [] : [`lost ${list(lost)}`])].join(' and ')}`;
}

/** Nothing is an empty list when the other side is a list. */
function toList(value: AttributeValue): readonly string[] | undefined {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}

/** Clauses of a definition that people know by name; what is common to both sides is not repeated. */
const clause =
  /\b(ON DELETE (?:CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)|ON UPDATE (?:CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)|DEFERRABLE|INITIALLY DEFERRED|NOT VALID|MATCH FULL|NO INHERIT|UNIQUE|NULLS NOT DISTINCT)\b/g;

function describeDefinitionParts(before: AttributeValue, after: AttributeValue): string | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  const strip = (text: string): string => text.replaceAll(clause, '').replaceAll(/\s+/g, ' ').trim();
  if (strip(before) !== strip(after)) return undefined;
  const had: readonly string[] = before.match(clause) ?? [];
  const has: readonly string[] = after.match(clause) ?? [];
  const lost = had.filter((part) => !has.includes(part));
  const won = has.filter((part) => !had.includes(part));
  if (lost.length === 0 && won.length === 0) return undefined;
  return `${lost.length === 0 ? 'nothing' : `\`${lost.join(' ')}\``} became ${won.length === 0 ? 'nothing' : `\`${won.join(' ')}\``}`;
}

/** @param isFlag the other side is yes or no, of which nothing is no */
function describeValue(value: AttributeValue, isFlag: boolean): string {
  if (value === null && isFlag) return 'no';
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : `\`${value.join(', ')}\``;
  return `\`${String(value).trim()}\``;
}
