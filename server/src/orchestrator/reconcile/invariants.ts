// What must hold at every instant, over all districts together: everybody in one place, and no coin made or lost. [HND-1, CMD-3]
import { type Census, censusOf, censusWithout, type Scenario } from '@civitas/schema'
import type { CityCut } from '@civitas/store'

/** A broken promise of the city, with the numbers that show it. */
export interface Violation {
  kind: 'money' | 'founding' | 'money_in_transit' | 'residents' | 'command_forgotten'
  /** Absent: of the city as a whole. */
  district?: string
  found: number
  expected: number
  /** Whom or what it is about, where that can be told. */
  about?: string
}

/** The city as the scenario founds it. */
export interface Founding {
  /** Ids of all its districts. */
  districts: readonly string[]
  /** Coins that each begins with, where they are known. */
  coins?: Readonly<Record<string, number>>
}

export function foundingOf(districts: readonly string[], scenario: Scenario | undefined): Founding {
  if (!scenario) return { districts }
  return { districts, coins: Object.fromEntries(scenario.districts.map(({ id, treasury }) => [id, treasury])) }
}

/** Everything that does not hold in this cut. Districts that have not ticked yet are left out. */
export function violationsOf(cut: CityCut, founding: Founding): Violation[] {
  return [...money(cut, founding), ...transit(cut, founding), ...residents(cut)]
}

/** Each district's books add up by themselves: what crosses a border leaves its leg of the account in transit behind. */
function money({ districts }: CityCut, founding: Founding): Violation[] {
  return districts.flatMap(({ district, coins, founded, minted, since }): Violation[] => {
    const found: Violation[] = []
    if (coins !== founded + minted) found.push({ kind: 'money', district, found: coins, expected: founded + minted })
    const expected = founding.coins?.[district]
    // Of a city older than its books nobody knows what was minted before them.
    if (since === 1 && expected !== undefined && founded !== expected) {
      found.push({ kind: 'founding', district, found: founded, expected })
    }
    return found
  })
}

/** The legs of all districts together are what the pending commands name. */
function transit({ districts, transit }: CityCut, founding: Founding): Violation[] {
  const isWhole = founding.districts.every((id) => districts.some(({ district }) => district === id))
  if (!isWhole || transit.unread > 0) return []
  const found = districts.reduce((sum, { inTransit }) => sum + inTransit, 0)
  return found === transit.coins ? [] : [{ kind: 'money_in_transit', found, expected: transit.coins }]
}

/** Who lives in a district is whom the register has there, but for those on their way out of it. */
function residents({ districts, register, arriving }: CityCut): Violation[] {
  const nobody = censusOf([])
  return districts.flatMap(({ district, census }): Violation[] => {
    const listed = register.find((row) => row.district === district)?.census ?? nobody
    const gone = arriving.find(({ from }) => from === district)?.census ?? nobody
    const expected = censusWithout(listed, gone)
    if (isSame(census, expected)) return []
    const about = differenceOf(census, expected)
    return [{ kind: 'residents', district, found: census.count, expected: expected.count, ...about }]
  })
}

function isSame(a: Census, b: Census): boolean {
  return a.count === b.count && a.sum === b.sum && a.mix === b.mix
}

/** One too many or one too few has a name. */
function differenceOf(found: Census, expected: Census): { about?: string } {
  const { count, sum, mix } = censusWithout(found, expected)
  if (Math.abs(count) !== 1 || censusOf([sum * count]).mix !== mix * count) return {}
  return { about: count > 0 ? `a${sum} is too much` : `a${-sum} is missing` }
}
