import { type Case, describeWorst, type Gate, percent } from '../gate.ts'

/** Of a hundred loans that were due so many come back, at the least; some borrowers fall on hard times. */
const REPAID_PERCENT = 75
/** Days after the due day that a loan may come back late before it counts as lost. */
const GRACE_DAYS = 3

interface Loan {
  creditor: string
  debtor: string
  dueDay: number
  coins: number
  left: number
}

/** Loans among residents come back, at times late: of those whose day and some days of grace are over. */
export function loansRepaid(): Gate {
  const loans: Loan[] = []
  let today = 1
  return {
    onTick({ facts, day }) {
      today = day
      for (const { fact } of facts) {
        if (fact.type === 'lent') {
          const { agent_id: creditor, other: debtor, amount: coins, due_day: dueDay } = fact
          loans.push({ creditor, debtor, dueDay, coins, left: coins })
        } else if (fact.type === 'repaid') reduce(loans, { ...fact, debtor: fact.agent_id })
      }
    },
    verdicts() {
      const due = loans.filter(({ dueDay }) => dueDay + GRACE_DAYS < today)
      const lost = due.filter(({ left }) => left > 0)
      return [
        {
          what: 'loans that were paid back in full',
          note: `${due.length - lost.length} of ${due.length} that were due, of ${loans.length} in all`,
          reached: percent(due.length - lost.length, due.length),
          limit: REPAID_PERCENT,
          atLeast: true,
          unit: '%',
          seen: describeWorst(lost.map(lostCase)),
        },
      ]
    },
  }
}

/** What is due first is paid first. */
function reduce(loans: readonly Loan[], of: { debtor: string; other: string; amount: number }): void {
  let { amount } = of
  for (const loan of loans) {
    if (loan.debtor !== of.debtor || loan.creditor !== of.other) continue
    const paid = Math.min(loan.left, amount)
    loan.left -= paid
    amount -= paid
  }
}

function lostCase({ debtor, creditor, dueDay, left }: Loan): Case {
  return { day: dueDay, who: debtor, what: `still owes ${creditor} ${left} coins`, rank: -left }
}
