// Lint, types, format and dead code, each let loose on a fixture with the faults that it must catch.
import { afterAll, describe, expect, it } from 'vitest'
import { Workbench } from './workbench.ts'

const benches: Workbench[] = []

function bench(fixture: string): Workbench {
  const made = new Workbench(fixture)
  benches.push(made)
  return made
}

afterAll(() => benches.forEach((made) => made.clear()))

describe('lint', () => {
  const verdict = bench('lint').lint()
  const found = (file: string, rule: string) =>
    verdict.split('\n').filter((line) => line.startsWith(file) && line.includes(rule)).length

  it.each([
    ['server/src/direction.ts:1', 'a workspace that it may not import'],
    ['server/src/direction.ts:2', 'the same by path'],
    ['shared/kit/src/direction.ts:1', 'Node where a browser runs too'],
    ['shared/kit/src/direction.ts:2', 'anything from the lowest workspace'],
    ['client/src/direction.ts:1', 'the store from the client'],
    ['districts/src/sim/actions/direction.ts:1', 'a package from the core'],
    ['districts/src/sim/actions/direction.ts:2', 'Node from the core'],
    ['districts/src/sim/actions/direction.ts:3', 'the store from the core'],
    ['districts/src/sim/actions/direction.ts:4', 'the host from the core'],
    ['districts/src/sim/actions/direction.ts:7', 'another workspace, late'],
  ])('catches an import in the wrong direction: %s (%s)', (place) => {
    expect(found(`${place}:`, 'no-restricted-imports')).toBeGreaterThan(0)
  })

  it.each([
    [1, 'no-restricted-globals'],
    [2, 'no-restricted-properties'],
    [3, 'no-restricted-properties'],
    [4, 'no-restricted-globals'],
    [5, 'no-restricted-globals'],
  ])('[DET-1] catches impurity in the core, line %i', (line, rule) => {
    expect(found(`districts/src/sim/actions/impure.ts:${line}:`, rule)).toBeGreaterThan(0)
  })

  it('lets the core import what it may', () => {
    expect(found('districts/src/sim/actions/pure.ts', '')).toBe(0)
    expect(found('districts/src/sim/actions/direction.ts:5:', '')).toBe(0)
  })

  it('catches cycles', () => expect(found('districts/src/host/cycle-', 'no-cycle')).toBeGreaterThan(0))
  it('catches long functions', () =>
    expect(found('server/src/long-function.ts', 'max-lines-per-function')).toBeGreaterThan(0))
  it('catches a hidden setting', () =>
    expect(found('server/src/loose.ts', 'no-restricted-properties')).toBeGreaterThan(0))
  it('catches a promise that nobody awaits', () =>
    expect(found('server/src/loose.ts', 'no-floating-promises')).toBeGreaterThan(0))
  it('catches any', () => expect(found('server/src/loose.ts', 'no-explicit-any')).toBeGreaterThan(0))
})

describe('the other tools', () => {
  it('types: an unchecked index is an error', () => {
    expect(bench('types').checkTypes('wrong.ts')).toContain('TS2322')
    expect(bench('types').checkTypes('right.ts')).toBe('')
  })

  it('format: a crooked file is an error', () => {
    expect(bench('format').checkFormat('crooked.ts')).toContain('crooked.ts')
    expect(bench('format').checkFormat('straight.ts')).toBe('')
  })

  it('dead code: an export and a dependency that nobody uses are errors', () => {
    const verdict = bench('knip').findDeadCode()
    expect(verdict).toContain('forgotten')
    expect(verdict).toContain('left-over')
    expect(verdict).not.toContain('part.ts:1')
  })
})
