// Owners: signing up and logging in. [§11]
import type { Clock } from '@civitas/kit'
import type { Account, Accounts } from '@civitas/store'
import type { Passwords } from './passwords.ts'
import { newId } from './secrets.ts'

export interface NewAccount {
  email: string
  password: string
  display_name: string
}

export interface AccountDesk {
  /** `undefined` when the e-mail is taken. Rejects with `PasswordsBusyError`. */
  signUp(of: NewAccount): Promise<Account | undefined>
  /** `undefined` when e-mail or password is wrong; which one is not said. Rejects with `PasswordsBusyError`. */
  logIn(email: string, password: string): Promise<Account | undefined>
}

export function createAccountDesk(accounts: Accounts, passwords: Passwords, clock: Clock): AccountDesk {
  return {
    async signUp({ email, password, display_name }) {
      const account: Account = {
        id: newId('u'),
        email,
        displayName: display_name,
        passwordHash: await passwords.hash(password),
        admin: false,
        createdMs: clock.wallMs(),
      }
      return (await accounts.create(account)) ? account : undefined
    },

    async logIn(email, password) {
      const account = await accounts.byEmail(email)
      return (await passwords.verify(account?.passwordHash, password)) ? account : undefined
    },
  }
}
