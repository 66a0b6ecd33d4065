// Lint rules. Direction and purity come from the table in scripts/tidy/layout.ts.
// A later override that matches the same file replaces the whole option list of a rule: each override is therefore complete.
import { defineConfig } from 'oxlint'
import { directionOverrides } from './scripts/tidy/lint-direction.ts'
import { MAX_FUNCTION_LINES, MAY_IMPORT } from './scripts/tidy/layout.ts'

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['**/dist/**', '**/.build/**', 'scripts/tidy/fixtures/**'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'no-unmodified-loop-condition': 'off',
    'import/no-empty-named-blocks': 'off',
    'promise/always-return': 'off',
    'promise/no-callback-in-promise': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/require-module-specifiers': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/filename-case': ['error', { cases: { kebabCase: true, pascalCase: true } }],
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/unbound-method': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-redundant-type-constituents': 'off',
    'typescript/no-base-to-string': 'off',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/no-unsafe-enum-comparison': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/no-non-null-assertion': 'error',
    'no-console': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'max-lines-per-function': ['error', { max: MAX_FUNCTION_LINES, skipBlankLines: false, skipComments: true }],
  },
  overrides: [
    // The environment is read once, by main.ts, through the tables of each config.ts.
    {
      files: Object.keys(MAY_IMPORT).map((folder) => `${folder}/src/**`),
      rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env' }] },
    },
    ...directionOverrides(),
    { files: ['*.config.ts', 'client/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['main.ts', 'scripts/**', 'bench/**', 'examples/**', 'test/**'], rules: { 'no-console': 'off' } },
    // The callback of a describe block is a function by form only.
    {
      files: ['**/*.test.ts', '**/*.test.tsx', '**/*.suite.ts'],
      rules: { 'max-lines-per-function': 'off', 'no-restricted-properties': 'off' },
    },
  ],
})
