// Lint rules. Direction and purity come from the table in scripts/tidy/layout.ts.
// A later override that matches the same file replaces the whole option list of a rule: each override is therefore complete.
import { defineConfig } from 'oxlint'
import { directionOverrides } from './scripts/tidy/lint-direction.ts'
import { MAX_FILE_LINES, MAX_FUNCTION_LINES } from './scripts/tidy/layout.ts'

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['**/dist/**', '**/.build/**', 'scripts/tidy/fixtures/**'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/require-module-specifiers': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/filename-case': ['error', { cases: { kebabCase: true, pascalCase: true } }],
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/no-non-null-assertion': 'error',
    'no-console': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'max-lines': ['error', { max: MAX_FILE_LINES }],
    'max-lines-per-function': ['error', { max: MAX_FUNCTION_LINES, skipBlankLines: false, skipComments: true }],
  },
  overrides: [
    ...directionOverrides(),
    { files: ['*.config.ts', 'client/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['main.ts', 'scripts/**', 'bench/**', 'examples/**', 'test/**'], rules: { 'no-console': 'off' } },
    // The callback of a describe block is a function by form only.
    { files: ['**/*.test.ts', '**/*.test.tsx', '**/*.suite.ts'], rules: { 'max-lines-per-function': 'off' } },
  ],
})
