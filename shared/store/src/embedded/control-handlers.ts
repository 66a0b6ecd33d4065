import { assert } from '@civitas/kit'
import type { Account } from '../ports/accounts.ts'
import type { Store } from '../ports/store.ts'
import type { ControlHandler } from './control.ts'

/** The commands that the store itself answers. */
export function controlHandlers(store: Store): Record<string, ControlHandler> {
  return {
    status: async () => ({ pid: process.pid, uptimeS: Math.trunc(process.uptime()), ...(await store.health()) }),

    'admin.create': async (request) => {
      const { account } = request as unknown as { account?: Account }
      assert(account && typeof account.email === 'string' && typeof account.passwordHash === 'string', 'an account')
      return { created: await store.accounts.create({ ...account, admin: true }) }
    },
  }
}
