import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitScript } from '../../../src/dialects/mysql-family/split-script.ts';

const split = (script: string): string[] => splitScript(script).map(({ sql }) => sql);

describe('splitScript', () => {
  test.each<[string, string, readonly [string, number][]]>([
    ['one statement', 'CREATE TABLE a (b int)', [['CREATE TABLE a (b int)', 0]]],
    ['with its end', 'CREATE TABLE a (b int);\n', [['CREATE TABLE a (b int)', 0]]],
    ['several, and white space between them', 'SELECT 1;\n\n  SELECT 2 ;', [['SELECT 1', 0], ['SELECT 2', 13]]],
    ['semicolons inside', "SELECT ';', \"a;b\", `c;d`, 'it\\';', '\\\\';SELECT 2", [["SELECT ';', \"a;b\", `c;d`, 'it\\';', '\\\\'", 0], ['SELECT 2', 40]]],
    ['comments', '-- first; one\nSELECT 1; /* two; */ # three;\nSELECT 2 -- four;', [['SELECT 1', 14], ['SELECT 2', 44]]],
    ['no comment without white space', 'SELECT 5--1;SELECT 2', [['SELECT 5--1', 0], ['SELECT 2', 12]]],
    ['comments that are code', '/*!40101 SET NAMES utf8 */;\n/*!50003 CREATE TABLE a (b int) */; /*M!100100 SELECT 1 */;', [['/*!40101 SET NAMES utf8 */', 0], ['/*!50003 CREATE TABLE a (b int) */', 28], ['/*M!100100 SELECT 1 */', 64]]],
    ['letters of more than one byte, counted as one', "SELECT 'ä€😀';\nSELECT 2", [["SELECT 'ä€😀'", 0], ['SELECT 2', 14]]],
    ['nothing', '', []],
    ['only a comment', '-- nothing', []],
    ['only semicolons', ';;', []],
    ['what is left open', "SELECT 1; SELECT 'a; SELECT 2", [['SELECT 1', 0], ["SELECT 'a; SELECT 2", 10]]],
  ])('%s', (_, script, expected) => {
    expect(splitScript(script)).toEqual(expected.map(([sql, start]) => ({ sql, start })));
  });

  test.each<[string, string]>([
    ['a procedure', 'CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END'],
    ['blocks in blocks', 'CREATE PROCEDURE p() a: BEGIN IF x THEN BEGIN SELECT 1; END; ELSEIF y THEN SELECT 2; ELSE SELECT 3; END IF; END a'],
    ['loops', 'CREATE PROCEDURE p() BEGIN l: LOOP LEAVE l; END LOOP l; WHILE a DO SET a = 0; END WHILE; REPEAT SET a = 1; UNTIL a END REPEAT; END'],
    ['CASE in both forms', 'CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; SELECT CASE WHEN a THEN IF(a, 1, 2) ELSE REPEAT(b, 3) END; END'],
    ['functions that are called as loops and conditions are', "CREATE FUNCTION f() RETURNS int BEGIN IF (a) THEN SET b = IF(a, (1), 2); SET c = REPEAT('x', 3); END IF; RETURN IF(b, 1, 2); END"],
    ['a body without a block', 'CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.b THEN SET NEW.b = 1; END IF'],
    ['a trigger of one statement', 'CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.begin = NEW.end'],
    ['an event', 'CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM a; END'],
    ['a condition over several tables', 'CREATE PROCEDURE p() BEGIN IF (SELECT COUNT(*) FROM a, b) > 0 THEN SET @x = 1; END IF; DELETE FROM c; SET @y = 2; END'],
    ['a condition of several columns', 'CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW BEGIN IF (NEW.a, NEW.b) = (1, 2) THEN SET NEW.a = 1; END IF; WHILE (NEW.a, NEW.b) = (1, 2) DO SET NEW.b = 2; END WHILE; SET NEW.c = 1; END'],
    ['a condition with CASE', 'CREATE PROCEDURE p() BEGIN IF (a) = CASE WHEN b THEN 1 ELSE 2 END THEN SELECT 1; END IF; SELECT 2; END'],
    ['the function as a statement and in another', 'CREATE PROCEDURE p() BEGIN DO IF(a, 1, 2); SELECT CASE WHEN a THEN IF((b, c) = (1, 2), 1, 2) WHEN d THEN 1 ELSE IF(e, 1, 2) + 1 END; SELECT 3; END'],
    ['with a definer', "CREATE DEFINER=`r`@`%` FUNCTION f() RETURNS int BEGIN RETURN 1; END"],
    ['handlers and cursors', 'CREATE PROCEDURE p() BEGIN DECLARE c CURSOR FOR SELECT 1; DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END; OPEN c; END'],
    ['loops of MariaDB', 'CREATE PROCEDURE p() BEGIN FOR i IN 1..3 DO SELECT i; END FOR; END'],
    ['a block of MariaDB', 'BEGIN NOT ATOMIC DECLARE a int; SELECT 1; END'],
    ['columns called as words of blocks', 'CREATE TABLE a (`begin` int, case_id int, begin date, loops int)'],
    ['a transaction', 'BEGIN'],
  ])('a body keeps its semicolons: %s', (_, sql) => {
    expect(split(`${sql};\nSELECT 2;`)).toEqual([sql, 'SELECT 2']);
    expect(split(`DELIMITER //\n${sql}//\ndelimiter ;\nSELECT 2;`)).toEqual([sql, 'SELECT 2']);
    expect(split(`DELIMITER $$ \n${sql}$$\nDELIMITER ;\nSELECT 2;`)).toEqual([sql, 'SELECT 2']);
  });

  test.each(['$$', '$js$'])('a body in dollars: %s', (mark) => {
    const sql = `CREATE FUNCTION f(n int) RETURNS int LANGUAGE JAVASCRIPT AS ${mark} let a = "it's"; return n; ${mark}`;
    expect(split(`${sql};\nSELECT 2;`)).toEqual([sql, 'SELECT 2']);
    expect(split(`DELIMITER //\n${sql}//\nDELIMITER ;\nSELECT 2;`)).toEqual([sql, 'SELECT 2']);
    expect(split('SELECT $$; SELECT 2')).toEqual(['SELECT $$', 'SELECT 2']);
  });

  test.each(['//', '$$', '|', ';;', 'go', '%%'])('DELIMITER %s', (delimiter) => {
    const script = `SELECT 1;\n  DELIMITER ${delimiter}\nSELECT 2; SELECT '${delimiter}' ${delimiter}\nSELECT 3\n${delimiter}\ndelimiter ;\nSELECT 4`;
    expect(split(script)).toEqual(['SELECT 1', `SELECT 2; SELECT '${delimiter}'`, 'SELECT 3', 'SELECT 4']);
  });

  test('each statement stands where it is said to', () => {
    const script = "CREATE TABLE ä (a text); -- 😀\n\tINSERT INTO ä VALUES ('😀;');\n\n CREATE INDEX i ON ä (a);";
    const letters = Array.from(script);
    for (const { sql, start } of splitScript(script)) expect(letters.slice(start).join('').startsWith(sql)).toBe(true);
  });

  test('statements that are joined are found again', () => {
    const part = fc.constantFrom('SELECT 1', "INSERT INTO a VALUES ('b;\\'c')", 'CREATE TABLE `x;y` (a int)', 'CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF; END', 'START TRANSACTION', 'UPDATE a SET b = CASE c WHEN 1 THEN 2 END');
    const gap = fc.constantFrom(';', ' ;\n', '; -- a;b\n', ';/* c; */', '\n;\n# d;\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(part, gap)), (parts) => {
        expect(split(parts.map(([sql, after]) => `${sql}${after}`).join(''))).toEqual(parts.map(([sql]) => sql));
      }),
    );
  });
});
