// Small loans between residents. Debtor and creditor each keep a record; coins move by `pay` alone.
import { agentIdOf } from '@civitas/schema'
import { dayOf } from '../clock.ts'
import { DEBTS_MAX, LOAN_DAYS, LOAN_QUESTION_DAYS, WRITE_OFF_DAYS } from '../limits/people.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { meet } from './bonds.ts'
import { feel } from './feelings.ts'

/** On the debtor's side `other` is the creditor, on the creditor's side the debtor. */
export interface Debt {
  other: number
  coins: number
  dueDay: number
  /** The day went by, and it has been noticed. */
  isOverdue: boolean
}

/** A loan that somebody asked for and has not got. */
export interface LoanQuestion {
  of: number
  coins: number
  day: number
}

export function askLoan(world: World, resident: Resident, of: number, coins: number): void {
  resident.loanQuestion = { of, coins, day: dayOf(world.cityMs) }
}

/** Whether a loan of so many coins from `lender` is what the borrower asked for. */
export function isWanted(world: World, { loanQuestion: question }: Resident, lender: number, coins: number): boolean {
  if (question?.of !== lender || coins > question.coins) return false
  return dayOf(world.cityMs) - question.day <= LOAN_QUESTION_DAYS
}

export function canOwe(debtor: Resident, creditor: Resident): boolean {
  return debtor.debts.length < DEBTS_MAX && creditor.claims.length < DEBTS_MAX
}

/** After the coins have moved. */
export function recordLoan(world: World, creditor: Resident, debtor: Resident, coins: number): void {
  const dueDay = dayOf(world.cityMs) + LOAN_DAYS
  debtor.loanQuestion = undefined
  debtor.debts.push({ other: creditor.number, coins, dueDay, isOverdue: false })
  creditor.claims.push({ other: debtor.number, coins, dueDay, isOverdue: false })
  meet(world, creditor, debtor, 'lent', 'borrowed')
  const terms = { amount: coins, due_day: dueDay }
  emit(world, { type: 'lent', agent_id: idOf(creditor), other: idOf(debtor), ...terms }, creditor, debtor)
}

/** All that is owed to one creditor. */
export function owedTo({ debts }: Resident, creditor: number): number {
  return debts.reduce((sum, { other, coins }) => (other === creditor ? sum + coins : sum), 0)
}

/** All that is owed: who saves for it keeps it in the pocket. */
export function owedBy({ debts }: Resident): number {
  return debts.reduce((sum, { coins }) => sum + coins, 0)
}

/** What of it is due by tomorrow. */
export function dueSoon(world: World, { debts }: Resident): number {
  const tomorrow = dayOf(world.cityMs) + 1
  return debts.reduce((sum, { coins, dueDay }) => (dueDay <= tomorrow ? sum + coins : sum), 0)
}

/** The debtor's side of a payment; what is due first is paid first. */
export function reduceDebt(world: World, debtor: Resident, creditor: number, coins: number): void {
  reduce(debtor.debts, creditor, coins)
  const left = owedTo(debtor, creditor)
  const fact = { type: 'repaid', agent_id: idOf(debtor), other: agentIdOf(creditor), amount: coins, left } as const
  const here = world.byNumber.get(creditor)
  emit(world, fact, ...(here ? [debtor, here] : [debtor]))
  feel(world, debtor, creditor, 'repaid')
}

/** The creditor's side. */
export function reduceClaim(world: World, creditor: Resident, debtor: number, coins: number): void {
  reduce(creditor.claims, debtor, coins)
  feel(world, creditor, debtor, 'was_repaid')
}

/** Once a day: what is overdue is noticed on both sides, and what is long overdue is forgotten. */
export function lookOverDebts(world: World, resident: Resident): void {
  const today = dayOf(world.cityMs)
  for (const debt of resident.debts) if (noticed(debt, today)) tellDefault(world, resident, debt)
  for (const claim of resident.claims) if (noticed(claim, today)) feel(world, resident, claim.other, 'was_not_repaid')
  writeOff(resident.debts, today)
  writeOff(resident.claims, today)
}

function tellDefault(world: World, debtor: Resident, { other, coins }: Debt): void {
  const creditor = world.byNumber.get(other)
  const fact = { type: 'defaulted', agent_id: idOf(debtor), other: agentIdOf(other), amount: coins } as const
  emit(world, fact, ...(creditor ? [debtor, creditor] : [debtor]))
  feel(world, debtor, other, 'did_not_repay')
}

function noticed(debt: Debt, today: number): boolean {
  if (debt.isOverdue || today <= debt.dueDay) return false
  debt.isOverdue = true
  return true
}

function writeOff(debts: Debt[], today: number): void {
  while (debts[0] && today > debts[0].dueDay + WRITE_OFF_DAYS) debts.shift()
}

function reduce(debts: Debt[], other: number, coins: number): void {
  let left = coins
  for (let at = 0; at < debts.length;) {
    const debt = debts[at]
    if (debt?.other !== other) at += 1
    else {
      const paid = Math.min(left, debt.coins)
      debt.coins -= paid
      left -= paid
      if (debt.coins === 0) debts.splice(at, 1)
      else at += 1
    }
  }
}
