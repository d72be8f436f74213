import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lexer, tokenize } from '../../src/sql/lexer.ts';
import type { Lexis } from '../../src/sql/lexer.ts';

const plain: Lexis = { doubleQuotes: 'name', hasBrackets: true, hasBackslashEscapes: false, hasHashComments: false, versionMark: undefined };
const rich: Lexis = { doubleQuotes: 'text', hasBrackets: false, hasBackslashEscapes: true, hasHashComments: true, versionMark: (after) => (after.startsWith('!') ? 1 : undefined) };
const write = (text: string, lexis: Lexis): string[] => tokenize(text, lexis).tokens.map(({ type, value }) => `${type} ${value}`);

describe('pieces', () => {
  test.each<[string, string, Lexis, readonly string[]]>([
    ['words, numbers and symbols', 'a_1.b$ = 12.5;', plain, ['word a_1', 'symbol .', 'word b$', 'symbol =', 'word 12', 'symbol .', 'word 5', 'symbol ;']],
    ['letters of every script', 'größe 表', plain, ['word größe', 'word 表']],
    ['quoted names', '"a ""b""" `c``d` [e "f]', plain, ['name a "b"', 'name c`d', 'name e "f']],
    ['texts', "'it''s' 'a\\' b", plain, ["text it's", 'text a\\', 'word b']],
    ['texts with backslashes', "'a\\'b' \"c\\\"d\" '\\\\' e", rich, ["text a'b", 'text c"d', 'text \\', 'word e']],
    ['what letters stand for after a backslash', "'a\\nb\\t\\r\\0\\Z\\b\\x''\\%\\_' \"\\n\"", rich, ["text a\nb\t\r\0\x1a\bx'\\%\\_", 'text \n']],
    ['no letters but their own without backslash escapes', "'a\\nb\\%'", plain, ['text a\\nb\\%']],
    ['no backslashes in names', '`a\\` b', rich, ['name a\\', 'word b']],
    ['comments', 'a -- b\nc /* d */ e --f', plain, ['word a', 'word c', 'word e']],
    ['comments that need white space', 'a --b\nc # d\ne -- f', rich, ['word a', 'symbol -', 'symbol -', 'word b', 'word c', 'word e']],
    ['a sign that is no comment', 'a # b', plain, ['word a', 'symbol #', 'word b']],
    ['brackets that quote nothing', 'a[0]', rich, ['word a', 'symbol [', 'word 0', 'symbol ]']],
    ['comments that are code', 'a /*! b /* c */ d */ * / e', rich, ['word a', 'word b', 'word d', 'symbol *', 'symbol /', 'word e']],
    ['the end of a comment that did not begin', 'a */ b', rich, ['word a', 'symbol *', 'symbol /', 'word b']],
    ['nothing', '', plain, []],
  ])('%s', (_, text, lexis, expected) => {
    expect(write(text, lexis)).toEqual(expected);
  });

  test.each(["'a", '"a', '`a', '[a', '/* a', "'a''"])('what is left open: %s', (text) => {
    expect(tokenize(`b ${text}`, plain).isOpen).toBe(true);
  });
});

/** Of any letters, half ones too; `unit: 'binary'` would take seconds to begin with. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
const sqlText = fc.string({ unit: fc.constantFrom("'", '"', '`', '[', ']', '\\', '-', '#', '/', '*', '!', '(', ')', ';', ',', '.', ' ', '\n', 'a', 'É', '😀', '5') });

test('pieces lie side by side and make up the whole text', () => {
  fc.assert(
    fc.property(fc.oneof(sqlText, anyText), fc.constantFrom(plain, rich), (text, lexis) => {
      const lexer = new Lexer(text, lexis);
      let at = 0;
      for (let lexeme = lexer.next(); lexeme !== undefined; lexeme = lexer.next()) {
        if (lexeme.start !== at || lexeme.end <= at) return false;
        at = lexeme.end;
      }
      return at === text.length;
    }),
  );
});

test('what is quoted is read as it was', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      expect(write(`"${value.replaceAll('"', '""')}"`, plain)).toEqual([`name ${value}`]);
      expect(write(`\`${value.replaceAll('`', '``')}\``, rich)).toEqual([`name ${value}`]);
      expect(write(`'${value.replaceAll("'", "''")}'`, plain)).toEqual([`text ${value}`]);
      expect(write(`'${value.replaceAll(/['\\]/g, '\\$&')}'`, rich)).toEqual([`text ${value}`]);
    }),
  );
});
