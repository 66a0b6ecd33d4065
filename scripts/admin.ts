// `npm run admin -- create EMAIL`: makes an administrator with a random password, printed once. `move DISTRICT PROCESS`: see
// admin/move.ts. Both work beside a living city.
import { createPasswords } from '@civitas/server/accounts/passwords'
import { newId } from '@civitas/server/accounts/secrets'
import { randomId } from '@civitas/server/random-id'
import { credentialsSchema } from '@civitas/schema'
import { type Account, askControl, openStore, readStoreConfig } from '@civitas/store'
import { moveDistrict } from './admin/move.ts'

/** 20 letters and digits hold 119 bits: nobody guesses them, and they can be typed. */
const PASSWORD_LENGTH = 20

const [command, first, second, ...rest] = process.argv.slice(2)

if (!isComplete()) {
  console.error('Usage: npm run admin -- create EMAIL | move DISTRICT PROCESS')
  process.exitCode = 2
} else {
  try {
    if (command === 'create') await createAdmin(String(first))
    else await moveDistrict(String(first), String(second))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

function isComplete(): boolean {
  if (rest.length > 0 || first === undefined) return false
  return command === 'create' ? second === undefined : command === 'move' && second !== undefined
}

async function createAdmin(address: string): Promise<void> {
  const password = randomId(PASSWORD_LENGTH)
  if (!credentialsSchema.safeParse({ email: address, password }).success)
    throw new Error(`${address} is no e-mail address`)
  const account = {
    id: newId('u'),
    email: address,
    displayName: address.slice(0, address.indexOf('@')).slice(0, 60),
    passwordHash: await createPasswords().hash(password),
    admin: true,
    createdMs: Date.now(),
  }
  if (!(await add(account))) throw new Error(`${address} has an account already`)
  console.log(`Administrator ${address}\nPassword      ${password}\nIt is shown this once. Sign in and change it.`)
}

/** Through the city that has the data directory open; else the directory, or the database, is opened here. */
async function add(account: Account): Promise<boolean> {
  const config = readStoreConfig(process.env)
  if (config.databaseUrl === undefined) {
    const answer = await askControl(config.dataDir, { command: 'admin.create', account })
    if (answer && !answer.ok) throw new Error(`the city refused: ${answer.error}`)
    if (answer) return answer['created'] === true
  }
  const store = await openStore(config, { info: () => {}, warn: (_about, message) => console.warn(message) })
  try {
    return await store.accounts.create(account)
  } finally {
    await store.close()
  }
}
