import { expect, it } from 'vitest'
import { nearName } from './near-name.ts'

const names = ['at', 'id', 'hours', 'trams', 'treasury', 'per_hour', 'startingCoins', 'residents']

it.each([
  ['traams', 'trams'],
  ['tarms', 'trams'],
  ['hour', 'hours'],
  ['treasurry', 'treasury'],
  ['per-hour', 'per_hour'],
  ['starting_coins', 'startingCoins'],
  ['RESIDENTS', 'residents'],
  ['ids', 'id'],
])('who writes %s meant %s', (written, meant) => {
  expect(nearName(written, names)).toBe(meant)
})

it.each(['comment', '', 'colour', 't'.repeat(1_000_000)])('nobody knows what was meant by %.20s', (written) => {
  expect(nearName(written, names)).toBeUndefined()
})

it('the nearest wins, whatever the order', () => {
  expect(nearName('homes', ['hours', 'home'])).toBe('home')
  expect(nearName('homes', ['home', 'hours'])).toBe('home')
})
