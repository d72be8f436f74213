import type { RowValue } from '../row-value.ts';
import type { TextType, ValueType } from '../value-type.ts';
import { toRepertoire } from './make-text.ts';
import { isStepped, readLimits, writeTicks } from './ticks.ts';
import type { SteppedType } from './ticks.ts';
import { findWindow } from './window-by-name.ts';

/** Latin with marks, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Chinese, Japanese, Korean, an emoji of one and one of several characters. */
const letters = String.raw`Ünïcödé ß Ελλάδα Привет سلام שלום नमस्ते 漢字 かな 한국 😀 👩‍💻`;
const marks = String.raw`O'Brien "quoted" \ back%slash_`;
/** Repeats itself, so that a server can pack it into an index. */
const phrase = 'The longest text that fits in here. ';
const longest = 10_000;

/** Values of a type at which programs stumble, the most telling first. NULL is not among them. */
export function listEdges(type: ValueType, columnName: string, isNumberFree: boolean): readonly RowValue[] {
  if (isStepped(type)) return listSteppedEdges(type, isNumberFree);
  switch (type.kind) {
    case 'text':
      return listTextEdges(type);
    case 'any':
      return listTextEdges({ kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: false });
    case 'enum':
      return type.labels.slice(-1).map((label) => ({ kind: 'text', value: label }));
    case 'set':
      return [{ kind: 'list', values: type.labels.map((label) => ({ kind: 'text', value: label })) }];
    case 'bytes':
      return type.isPadded ? [] : [{ kind: 'bytes', value: Uint8Array.from({ length: Math.min(type.maxLength ?? longest, longest) }, (_, index) => (index % 32) * 8) }];
    case 'json':
      return [
        { kind: 'text', value: JSON.stringify({ text: letters, quotes: marks, empty: {}, nothing: null, deep: { list: [1, 2.5, [true]] } }) },
        { kind: 'text', value: '[]' },
      ];
    case 'array':
      return [{ kind: 'list', values: [] }];
    case 'range':
      return listRangeEdges(type, columnName);
    default:
      return [];
  }
}

function listSteppedEdges(type: SteppedType, isNumberFree: boolean): readonly RowValue[] {
  if (type.kind === 'date') return within(type, ['2024-02-29']);
  if (type.kind === 'timestamp') return within(type, type.precision === 0 ? ['2024-02-29 23:59:59'] : [`2024-02-29 23:59:59.${'123456'.slice(0, type.precision)}`]);
  if (type.kind === 'time') return [{ kind: 'text', value: type.precision === 0 ? '23:59:59' : `23:59:59.${'123456'.slice(0, type.precision)}` }];
  if (!isNumberFree) return [];
  const { low, high } = readLimits(type);
  const steps = [...(low <= 0n && high >= 0n ? [0n] : []), high, ...(low < 0n ? [low] : [])];
  return steps.map((ticks) => writeTicks(ticks, type));
}

function within(type: Extract<SteppedType, { kind: 'date' | 'timestamp' }>, moments: readonly string[]): readonly RowValue[] {
  return moments.filter((moment) => moment > type.min && moment < type.max).map((value) => ({ kind: 'text', value }));
}

/** Open upwards from where the ranges of other rows end, so that it does not reach into them; and one that holds nothing. */
function listRangeEdges({ element, isMulti }: Extract<ValueType, { kind: 'range' }>, columnName: string): readonly RowValue[] {
  if (!isStepped(element)) return [];
  const ranges: readonly RowValue[] = [
    { kind: 'range', lower: writeTicks(findWindow(columnName, element).high, element), upper: undefined, isEmpty: false },
    { kind: 'range', lower: undefined, upper: undefined, isEmpty: true },
  ];
  return isMulti ? ranges.map((range) => ({ kind: 'list', values: [range] })) : ranges;
}

function listTextEdges(type: TextType): readonly RowValue[] {
  const room = Math.min(type.maxLength ?? longest, longest);
  const long = phrase.repeat(Math.ceil(room / phrase.length)).slice(0, room);
  const strange = Array.from(toRepertoire(`${marks} ${letters}`, type.repertoire).replace(/ +/g, ' ')).slice(0, room).join('');
  // A joiner that joins nothing says nothing, and a space at the end would be cut from where the type is padded, and tell nothing elsewhere.
  return [long.replace(/ $/, '.'), strange.replace(/[\s\u200d]+$/, '')].filter((text) => text !== '').map((value) => ({ kind: 'text', value }));
}
