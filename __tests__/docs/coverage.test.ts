import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/registry.ts';

const page = readFileSync(new URL('../../docs/checks/coverage.md', import.meta.url), 'utf8');

/** The rules of each tool, as its own documentation or source lists them. */
const ruleLists: Readonly<Record<string, string>> = {
  squawk: `
    adding-field-with-default adding-foreign-key-constraint adding-not-nullable-field adding-required-field adding-serial-primary-key-field
    ban-alter-domain-with-add-constraint ban-char-field ban-concurrent-index-creation-in-transaction ban-create-domain-with-constraint ban-drop-column
    ban-drop-database ban-drop-not-null ban-drop-table ban-duplicate-column-assignments ban-truncate-cascade ban-uncommitted-transaction
    changing-column-type constraint-missing-not-valid disallowed-unique-constraint identifier-too-long prefer-bigint-over-int prefer-bigint-over-smallint
    prefer-identity prefer-repack prefer-robust-stmts prefer-text-field prefer-timestamp-tz renaming-column renaming-table
    require-concurrent-index-creation require-concurrent-index-deletion require-concurrent-partition-detach require-concurrent-reindex
    require-enum-value-ordering require-lock-timeout require-statement-timeout require-table-schema transaction-nesting unused-ignore syntax-error
  `,
  eugene: `
    E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 W12 W13 W14 E15
  `,
  strong_migrations: `
    add_column_default add_column_default_callable add_column_json add_column_generated_stored add_column_auto_incrementing change_column
    change_column_with_not_null change_column_constraint remove_column rename_column rename_enum_value rename_schema rename_table add_reference add_index
    remove_index add_index_columns add_index_corruption change_table create_table execute change_column_default change_column_null
    change_column_null_postgresql change_column_null_mysql add_foreign_key add_foreign_key_mysql validate_foreign_key validate_check_constraint
    add_check_constraint add_check_constraint_mysql add_exclusion_constraint add_unique_constraint copy_algorithm lock_option
  `,
  'django-migration-linter': `
    NOT_NULL DROP_COLUMN DROP_TABLE RENAME_COLUMN RENAME_TABLE ALTER_COLUMN ADD_UNIQUE RUNPYTHON_REVERSIBLE RUNPYTHON_ARGS_NAMING_CONVENTION
    RUNPYTHON_MODEL_IMPORT RUNPYTHON_MODEL_VARIABLE_NAME RUNSQL_REVERSIBLE CREATE_INDEX CREATE_INDEX_EXCLUSIVE DROP_INDEX REINDEX
  `,
  atlas: `
    non-linear BC101 BC102 CD101 DS101 DS102 DS103 MF101 MF102 MF103 MF104 MY101 MY102 MY110 MY111 MY112 MY113 MY120 MY121 MY122 MY123 LT101 PG101 PG102
    PG103 PG104 PG105 PG110 PG301 PG302 PG303 PG304 PG305 PG306 PG307 PG308 PG309 PG310 PG311 NM101 NM102 NM103 NM104 NM105 NM106
  `,
};

interface Row {
  readonly rule: string;
  readonly said: string;
}

function readRows(tool: string): Row[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${tool}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, rule = '', said = '']) => ({ rule, said }));
}

test('the page has these tools and no others', () => {
  expect([...page.matchAll(/^## (.*)$/gm)].map(([, tool]) => tool)).toEqual(Object.keys(ruleLists));
});

describe.each(Object.entries(ruleLists))('%s', (tool, list) => {
  const rows = readRows(tool);

  test('has each of its rules once', () => {
    expect(rows.map(({ rule }) => rule)).toEqual(list.trim().split(/\s+/));
  });

  test('is covered by checks that there are, or left out for a reason', () => {
    const ids = new Set(checks.map(({ id }) => id));
    for (const { rule, said } of rows) {
      const links = [...said.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)].map(([, id = '', path = '']) => ({ id, path }));
      if (!said.startsWith('— ')) expect(links, rule).not.toEqual([]);
      else expect(said, rule).toMatch(/^— .{10,}\.$/);
      for (const { id, path } of links) {
        expect(path, rule).toBe(`${id}.md`);
        expect([...ids], rule).toContain(id);
      }
    }
  });
});
