import type { RowValue } from '../row-value.ts';

/** A text that is the same for two values if a unique key may take them for the same. */
export function identifyValue(value: RowValue, isLoose: boolean): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'number':
      return `n:${value.digits.includes('.') && !/e/i.test(value.digits) ? value.digits.replace(/\.?0+$/, '') : value.digits}`;
    case 'boolean':
      return `b:${String(value.value)}`;
    case 'text':
      return `t:${isLoose ? foldText(value.value) : value.value.replace(/ +$/, '')}`;
    case 'bytes':
      return `x:${Buffer.from(value.value).toString('hex')}`;
    case 'bits':
      return `i:${value.digits}`;
    case 'list':
      return `l:${JSON.stringify(value.values.map((item) => identifyValue(item, isLoose)))}`;
    case 'record':
      return `r:${JSON.stringify(value.fields.map((item) => identifyValue(item, isLoose)))}`;
    case 'range':
      return `g:${JSON.stringify([value.isEmpty, ...[value.lower, value.upper].map((bound) => (bound === undefined ? '' : identifyValue(bound, isLoose)))])}`;
    case 'sql':
      return `s:${value.sql}`;
  }
}

/** Longer texts that begin alike are taken for the same, which costs nothing but another try. */
const comparedLength = 500;

/** Without case, accents, width and spaces at the end, as a collation may compare. */
function foldText(text: string): string {
  return text.slice(0, comparedLength).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/\s+$/, '');
}
