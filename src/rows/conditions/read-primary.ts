import type { Lexis } from '../../sql/lexer.ts';
import type { CaseBranch, Condition } from './condition.ts';
import { nullCondition } from './condition.ts';
import type { ConditionReader } from './condition-reader.ts';
import { UnreadableError } from './condition-reader.ts';

/** What reads the parts around a primary expression. */
export interface ExpressionReader {
  readonly reader: ConditionReader;
  readonly lexis: Lexis;
  readCondition(): Condition;
  readOperand(): Condition;
  readList(): readonly Condition[];
}

/** A literal, name, call or bracket, with the casts and the like that follow it. */
export function readPrimary(around: ExpressionReader): Condition {
  const { reader } = around;
  let [isSigned, isNegative] = [false, false];
  for (let sign = reader.acceptSymbol('-', '+'); sign !== undefined; sign = reader.acceptSymbol('-', '+')) {
    isSigned = true;
    isNegative = isNegative !== (sign === '-');
  }
  if (isSigned) return isNegative ? subtractFromZero(readPrimary(around)) : readPrimary(around);
  let read = readBare(around);
  for (;;) {
    if (reader.acceptSymbol('::') !== undefined) read = castTo(read, readType(reader));
    else if (reader.accept('COLLATE')) readNames(reader);
    else if (reader.accept('AT', 'TIME', 'ZONE')) read = { kind: 'call', name: 'timezone', arguments: [readBare(around), read] };
    else return read;
  }
}

function subtractFromZero(operand: Condition): Condition {
  if (operand.kind === 'literal' && operand.value.kind === 'number') {
    const { digits } = operand.value;
    return { kind: 'literal', value: { kind: 'number', digits: digits.startsWith('-') ? digits.slice(1) : `-${digits}` } };
  }
  return { kind: 'operation', operator: '-', left: { kind: 'literal', value: { kind: 'number', digits: '0' } }, right: operand };
}

function readBare(around: ExpressionReader): Condition {
  const { reader } = around;
  const digits = reader.acceptNumber();
  if (digits !== undefined) return { kind: 'literal', value: { kind: 'number', digits } };
  if (reader.acceptSymbol('(') !== undefined) {
    if (reader.isAt('SELECT') || reader.isAt('WITH')) throw new UnreadableError();
    const inner = around.readCondition();
    reader.expectSymbol(')');
    return inner;
  }
  const token = reader.next();
  if (token.type === 'text') return textLiteral(token.value);
  if (token.type === 'name') return readNamed(around, [token.value]);
  if (token.type !== 'word') throw new UnreadableError();
  return readPrefixed(around, token.value) ?? readKeyword(around, token.value.toUpperCase()) ?? readNamed(around, [token.value]);
}

function textLiteral(value: string): Condition {
  return { kind: 'literal', value: { kind: 'text', value } };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

/** `E'…'`, `X'…'`, `_utf8mb4'…'`, `DATE '…'`; undefined before anything else. */
function readPrefixed({ reader }: ExpressionReader, prefix: string): Condition | undefined {
  const text = reader.peek();
  if (text?.type !== 'text') return undefined;
  const word = prefix.toUpperCase();
  if (['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'INTERVAL'].includes(word)) {
    reader.next();
    const unit = word === 'INTERVAL' && /^-?\d+$/.test(text.value) && reader.peek()?.type === 'word' ? ` ${reader.next().value}` : '';
    return castTo(textLiteral(text.value + unit), word.toLowerCase());
  }
  if (!reader.isAdjacent(0) && !word.startsWith('_')) return undefined;
  reader.next();
  if (word === 'E') return textLiteral(text.value.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter));
  if (word === 'X') return { kind: 'literal', value: { kind: 'bytes', value: Uint8Array.from(Buffer.from(text.value, 'hex')) } };
  if (word === 'B') return { kind: 'literal', value: { kind: 'bits', digits: text.value } };
  return word === 'N' || word.startsWith('_') ? textLiteral(text.value) : undefined;
}

/** What begins with a keyword; undefined where the word is a name. */
function readKeyword(around: ExpressionReader, word: string): Condition | undefined {
  const { reader } = around;
  if (word === 'NULL') return nullCondition;
  if (word === 'TRUE' || word === 'FALSE') return { kind: 'literal', value: { kind: 'boolean', value: word === 'TRUE' } };
  if (word === 'CASE') return readCase(around);
  if (word === 'INTERVAL') return readInterval(around);
  if (word === 'BINARY' && reader.peek()?.type !== 'symbol') return readPrimary(around);
  if (['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP'].includes(word)) {
    if (reader.symbol === '(') around.readList();
    return { kind: 'call', name: word.toLowerCase(), arguments: [] };
  }
  if (word === 'ARRAY' && reader.acceptSymbol('[') !== undefined) {
    const elements: Condition[] = [];
    if (reader.acceptSymbol(']') !== undefined) return { kind: 'array', elements };
    do elements.push(around.readCondition());
    while (reader.acceptSymbol(',') !== undefined);
    reader.expectSymbol(']');
    return { kind: 'array', elements };
  }
  if (['SELECT', 'EXISTS', 'ROW', 'NOT', 'AND', 'OR', 'WHEN', 'THEN', 'ELSE', 'END', 'IS', 'IN', 'BETWEEN', 'LIKE'].includes(word)) throw new UnreadableError();
  return reader.symbol === '(' ? readSpecialCall(around, word) : undefined;
}

/** Calls whose arguments are divided by words. */
function readSpecialCall(around: ExpressionReader, word: string): Condition | undefined {
  const { reader } = around;
  if (!['CAST', 'EXTRACT', 'POSITION', 'SUBSTRING', 'SUBSTR', 'TRIM', 'CONVERT'].includes(word)) return undefined;
  const start = reader.at;
  reader.expectSymbol('(');
  const call = (name: string, ...operands: readonly Condition[]): Condition => {
    reader.expectSymbol(')');
    return { kind: 'call', name, arguments: operands };
  };
  if (word === 'EXTRACT') {
    const field = reader.next().value;
    reader.expect('FROM');
    return call('date_part', textLiteral(field.toLowerCase()), around.readCondition());
  }
  if (word === 'POSITION') {
    const sought = around.readOperand();
    reader.expect('IN');
    return call('strpos', around.readCondition(), sought);
  }
  if (word === 'TRIM') {
    const side = reader.accept('LEADING') ? 'ltrim' : reader.accept('TRAILING') ? 'rtrim' : 'btrim';
    reader.accept('BOTH');
    const first = reader.isAt('FROM') ? undefined : around.readCondition();
    if (reader.accept('FROM')) return first === undefined ? call(side, around.readCondition()) : call(side, around.readCondition(), first);
    if (first === undefined) throw new UnreadableError();
    if (reader.acceptSymbol(',') !== undefined) return call(side, first, around.readCondition());
    return call(side, first);
  }
  const first = around.readCondition();
  if (word === 'CAST' || word === 'CONVERT') {
    if (!reader.accept('AS') && reader.acceptSymbol(',') === undefined && !reader.accept('USING')) throw new UnreadableError();
    const type = readType(reader);
    reader.accept('ARRAY');
    reader.expectSymbol(')');
    return castTo(first, type);
  }
  if (reader.accept('FROM')) {
    const from = around.readCondition();
    return reader.accept('FOR') ? call('substr', first, from, around.readCondition()) : call('substr', first, from);
  }
  reader.at = start;
  return { kind: 'call', name: 'substr', arguments: around.readList() };
}

function readCase(around: ExpressionReader): Condition {
  const { reader } = around;
  const subject = reader.isAt('WHEN') ? undefined : around.readCondition();
  const branches: CaseBranch[] = [];
  while (reader.accept('WHEN')) {
    const test = around.readCondition();
    reader.expect('THEN');
    branches.push({ when: subject === undefined ? test : { kind: 'comparison', operator: '=', left: subject, right: test }, then: around.readCondition() });
  }
  const otherwise = reader.accept('ELSE') ? around.readCondition() : nullCondition;
  reader.expect('END');
  return { kind: 'case', branches, otherwise };
}

/** MySQL's `interval 18 year`. */
function readInterval(around: ExpressionReader): Condition | undefined {
  const { reader } = around;
  if (reader.symbol === '.' || reader.peek() === undefined) return undefined;
  const amount = around.readOperand();
  const unit = reader.next().value.toLowerCase();
  if (amount.kind !== 'literal' || (amount.value.kind !== 'number' && amount.value.kind !== 'text')) throw new UnreadableError();
  const digits = amount.value.kind === 'number' ? amount.value.digits : amount.value.value;
  return castTo(textLiteral(`${digits} ${unit}`), 'interval');
}

/** A column or a call. */
function readNamed(around: ExpressionReader, parts: readonly string[]): Condition {
  const { reader } = around;
  let name = parts[0] ?? '';
  while (reader.acceptSymbol('.') !== undefined) {
    const next = reader.next();
    if (next.type === 'symbol') throw new UnreadableError();
    name = next.value;
  }
  if (reader.symbol === '[') throw new UnreadableError();
  if (reader.symbol !== '(') return { kind: 'column', name };
  const own = around.readList();
  return makeCall(name.toLowerCase(), own, around.lexis);
}

const renamed: Readonly<Record<string, string>> = {
  character_length: 'char_length',
  ucase: 'upper',
  lcase: 'lower',
  substring: 'substr',
  mid: 'substr',
  ifnull: 'coalesce',
  nvl: 'coalesce',
  trim: 'btrim',
  json_typeof: 'jsonb_typeof',
  sysdate: 'now',
  transaction_timestamp: 'now',
  statement_timestamp: 'now',
  clock_timestamp: 'now',
  curdate: 'current_date',
  curtime: 'current_time',
  utc_timestamp: 'now',
};

/** Calls that are another node's are that node. */
function makeCall(written: string, own: readonly Condition[], lexis: Lexis): Condition {
  // In MySQL and MariaDB it counts bytes.
  const name = written === 'length' && lexis.hasHashComments ? 'octet_length' : (renamed[written] ?? written);
  const [first, second, third] = own;
  if (first !== undefined && second !== undefined) {
    if (name === 'instr') return { kind: 'call', name: 'strpos', arguments: own };
    if (name === 'locate' && third === undefined) return { kind: 'call', name: 'strpos', arguments: [second, first] };
    if (name === 'mod') return { kind: 'operation', operator: '%', left: first, right: second };
    if (name === 'iif' || name === 'if') return { kind: 'case', branches: [{ when: first, then: second }], otherwise: third ?? nullCondition };
    if (name === 'regexp_like') return readRegexCall(first, second, third);
  }
  if (first !== undefined && second === undefined) {
    if (name === 'isnull') return { kind: 'is', operand: first, test: 'null' };
    if (['year', 'month', 'day', 'dayofmonth', 'hour', 'minute', 'second'].includes(name)) {
      return { kind: 'call', name: 'date_part', arguments: [textLiteral(name === 'dayofmonth' ? 'day' : name), first] };
    }
  }
  return { kind: 'call', name, arguments: own };
}

/** https://dev.mysql.com/doc/refman/8.4/en/regexp.html#function_regexp-like */
function readRegexCall(operand: Condition, pattern: Condition, flags: Condition | undefined): Condition {
  if (flags !== undefined && (flags.kind !== 'literal' || flags.value.kind !== 'text')) throw new UnreadableError();
  const ignoresCase = flags?.kind === 'literal' && flags.value.kind === 'text' && flags.value.value.includes('i');
  return { kind: 'match', form: 'regex', operand, pattern, ignoresCase };
}

/** `character varying(10)[]` and the like. */
function readType(reader: ConditionReader): string {
  let type = readNames(reader).toLowerCase();
  if (type === 'character' || type === 'char' || type === 'bit') type += reader.accept('VARYING') ? ' varying' : '';
  if (type === 'double' && reader.accept('PRECISION')) type += ' precision';
  if ((type === 'signed' || type === 'unsigned') && reader.accept('INTEGER')) type += ' integer';
  if (type === 'interval') while (['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'TO'].some((word) => reader.accept(word)));
  if (reader.symbol === '(') {
    const start = reader.peek()?.start;
    reader.skipItem();
    type += reader.sql.slice(start, reader.peek(-1)?.end);
  }
  for (const zone of ['WITHOUT', 'WITH']) if (reader.accept(zone, 'TIME', 'ZONE')) type += ` ${zone.toLowerCase()} time zone`;
  if (reader.accept('CHARACTER', 'SET') || reader.accept('CHARSET')) reader.next();
  while (reader.acceptSymbol('[') !== undefined) {
    reader.acceptNumber();
    reader.expectSymbol(']');
    type += '[]';
  }
  return type;
}

/** `schema.name`: its last part. */
function readNames(reader: ConditionReader): string {
  let name = reader.next();
  while (reader.acceptSymbol('.') !== undefined) name = reader.next();
  if (name.type === 'symbol') throw new UnreadableError();
  return name.value;
}

const numeric = /^(?:smallint|integer|int|bigint|int[248]|numeric|decimal|real|float|double|double precision|money|oid|signed|unsigned|signed integer|unsigned integer)(?:\(.*\))?$/;
const textual = /^(?:text|character varying|varchar|character|char|bpchar|citext|name)(?:\(.*\))?$/;

/** A literal of that type where it is one that is written as text: `'-1'::integer`. */
function castTo(operand: Condition, type: string): Condition {
  if (operand.kind === 'literal') {
    const { value } = operand;
    if (value.kind === 'null') return operand;
    if (value.kind === 'text' && numeric.test(type) && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value.value)) {
      return { kind: 'literal', value: { kind: 'number', digits: value.value.trim().replace(/^\+/, '') } };
    }
    if (value.kind === 'number' && numeric.test(type) && /^-?\d+$/.test(value.digits)) return operand;
    if (value.kind === 'text' && textual.test(type) && !type.includes('(')) return operand;
    if (value.kind === 'text' && type.startsWith('bool') && /^(?:t|true|f|false)$/i.test(value.value)) {
      return { kind: 'literal', value: { kind: 'boolean', value: /^t/i.test(value.value) } };
    }
  }
  return { kind: 'cast', operand, type };
}
