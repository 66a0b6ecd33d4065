// Three kinds of tests: units beside their sources, whole processes, and a real browser.
import { defineConfig } from 'vitest/config'

const IGNORED = ['**/node_modules/**', '**/dist/**', '**/.build/**', '**/fixtures/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared/*,districts,agent-runtime,server,client,memory,sdk,scripts,bench}/**/*.test.{ts,tsx}',
            'test/unit/**/*.test.ts',
          ],
          exclude: [...IGNORED, '**/test/services/**', '*/**/test/process/**'],
        },
      },
      {
        test: {
          name: 'process',
          include: ['test/process/**/*.test.ts', '{shared/*,districts,agent-runtime,server}/test/process/**/*.test.ts'],
          exclude: IGNORED,
          // They mostly wait for ticks: two at once leave neither core idle.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: [...IGNORED, '**/services/**'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'services',
          globalSetup: 'scripts/services/vitest-setup.ts',
          include: [
            'test/services/**/*.test.ts',
            'test/browser/services/**/*.test.ts',
            '{shared/*,districts,agent-runtime,server}/test/services/**/*.test.ts',
          ],
          exclude: IGNORED,
          // Each cluster has servers of its own; they mostly wait for ticks and leases.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
