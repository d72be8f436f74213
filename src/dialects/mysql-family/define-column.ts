import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { quoteText } from './quoting.ts';

/** Options that belong to the type and stand right after it. */
const typeOptions = /^(?:COMPRESSED|REF_SYSTEM_ID=)/;

/**
 * A whole column as `ADD COLUMN` and `MODIFY` want it. https://dev.mysql.com/doc/refman/9.7/en/create-table.html
 * @param usual the collation that it has where none is named
 */
export function defineColumn({ attributes }: CatalogObject, usual?: AttributeValue): string {
  const { nullable, default: initial, generated, onUpdate, autoIncrement, comment, invisible, srid, check, collation } = attributes;
  const options = toList(attributes['options']);
  const isRowTime = generated === 'ROW START' || generated === 'ROW END';
  return [
    writeType(attributes),
    ...options.filter((option) => typeOptions.test(option)),
    ...(typeof collation === 'string' && collation !== usual ? [writeCollation(collation)] : []),
    ...(typeof generated !== 'string' ? [] : isRowTime ? [`GENERATED ALWAYS AS ${generated}`] : [generated.replace(/^(.*?)( STORED| VIRTUAL)?$/s, 'GENERATED ALWAYS AS ($1)$2')]),
    ...(nullable === false ? ['NOT NULL'] : typeof generated === 'string' ? [] : ['NULL']),
    ...(typeof initial === 'string' ? [`DEFAULT ${initial}`] : []),
    ...(typeof onUpdate === 'string' ? [`ON UPDATE ${onUpdate}`] : []),
    ...(autoIncrement === true ? ['AUTO_INCREMENT'] : []),
    ...(invisible === true ? ['INVISIBLE'] : []),
    ...(typeof srid === 'number' ? [`SRID ${String(srid)}`] : []),
    ...options.filter((option) => !typeOptions.test(option)),
    ...(typeof comment === 'string' ? [`COMMENT ${quoteText(comment)}`] : []),
    ...(typeof check === 'string' ? [`CHECK (${check})`] : []),
  ].join(' ');
}

function writeType({ type, labels }: CatalogObject['attributes']): string {
  return Array.isArray(labels) ? `${String(type)}(${toList(labels).map(quoteText).join(', ')})` : String(type);
}

/** A collation's name begins with that of its character set. */
export function writeCollation(collation: string): string {
  return `CHARACTER SET ${charsetOf(collation)} COLLATE ${collation}`;
}

/** The character set that a collation belongs to. */
export function charsetOf(collation: string): string {
  return collation.split('_')[0] ?? collation;
}

/** The items of an attribute that is a list; none where it is none. */
export function toList(value: CatalogObject['attributes'][string] | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
