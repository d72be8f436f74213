// Lint: types, import boundaries and cycles. The boundaries are those of docs/how-it-works.md.
import eslint from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Packages that only some folders may import. */
const confined = [
  { packages: ['@actions/*'], allowed: ['src/action.ts', 'src/host/**', 'src/github/**', 'src/reporters/annotations.ts'] },
  { packages: ['@octokit/*'], allowed: ['src/github/**'] },
  { packages: ['testcontainers'], allowed: ['src/database/**'] },
  { packages: ['pg', 'libpg-query'], allowed: ['src/dialects/postgresql/**'] },
  { packages: ['mysql2', 'mysql2/*'], allowed: ['src/dialects/mysql-family/**'] },
  // A second opinion in tests; it would be three quarters of a megabyte in each bundle.
  { packages: ['node-sql-parser', 'node-sql-parser/*'], allowed: [] },
  { packages: ['@faker-js/*', '@faker-js/faker/*'], allowed: ['src/rows/values/**'] },
  { packages: ['node:sqlite'], allowed: ['src/dialects/sqlite/**'] },
  { packages: ['@lezer/*'], allowed: ['src/revisions/**'] },
  { packages: ['commander'], allowed: ['src/cli.ts', 'src/command/**'] },
  {
    packages: ['node:child_process', 'child_process', 'execa'],
    allowed: ['src/alembic/bridge*.ts', 'src/alembic/**', 'src/database/**', 'src/dialects/server-process/**', 'src/dialects/postgresql/**', 'src/dialects/mysql-family/**', 'src/dialects/sqlite/**', 'src/project/git*.ts'],
  },
];

/** Folders whose code computes and touches nothing outside itself. */
const pure = ['src/revisions/**', 'src/skew/**', 'src/catalog/**', 'src/sql/**', 'src/checks/**', 'src/judge.ts', 'src/report/**'];
const inputAndOutput = ['node:fs', 'node:fs/*', 'node:net', 'node:http', 'node:https', 'node:child_process', 'node:process', 'node:os', 'execa', 'tinyglobby'];

const folders = confined.flatMap(({ allowed }) => allowed);

function forbiddenIn(file) {
  return confined.filter(({ allowed }) => !allowed.includes(file)).flatMap(({ packages }) => packages);
}

const restrict = (packages, why) => ['error', { patterns: [{ group: packages, message: why }] }];
const why = 'This package belongs to another folder; see the import boundaries in docs/how-it-works.md.';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.cache/**', '__tests__/projects/**', 'examples/**', 'coverage/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] }, 'import-x/extensions': ['.ts'] },
    rules: {
      'import-x/no-cycle': 'error',
      'no-console': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-properties': ['error', { object: 'process', property: 'exit', message: 'Only an entry ends the process.' }],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-imports': restrict(forbiddenIn(''), why) } },
  ...[...new Set(folders)].map((file) => ({ files: [file], rules: { 'no-restricted-imports': restrict(forbiddenIn(file), why) } })),
  {
    files: pure,
    ignores: ['src/revisions/**'],
    rules: { 'no-restricted-imports': restrict([...new Set([...forbiddenIn(''), ...inputAndOutput])], 'This folder does no input or output.') },
  },
  {
    files: ['src/revisions/**'],
    rules: { 'no-restricted-imports': restrict([...new Set([...forbiddenIn('src/revisions/**'), ...inputAndOutput])], 'This folder does no input or output.') },
  },
  { files: ['src/action.ts', 'src/cli.ts', 'scripts/**', 'bench/**'], rules: { 'no-restricted-properties': 'off', 'no-console': 'off' } },
  { files: ['__tests__/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } }, rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' } },
);
