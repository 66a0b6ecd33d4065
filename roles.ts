// Which parts of the city this process runs, and what it needs for that. [§5]
import type { Role } from '@civitas/bus/presence'
import { ConfigError, type Environment } from '@civitas/kit'

const ROLES: readonly Role[] = ['orchestrator', 'gateway', 'district', 'agents']
/** What several processes share. */
const SHARED = {
  MQTT_URL: 'the broker over which the parts of a city talk',
  DATABASE_URL: 'the database that they share',
  CIVITAS_MASTER_KEY: 'the same key for all of them',
}

export interface Roles {
  list: readonly Role[]
  /** Other processes run the other parts. */
  cluster: boolean
}

/** Reads what `CIVITAS_ROLES` says. Throws `ConfigError` naming what is wrong or missing. */
export function rolesOf(text: string, environment: Environment): Roles {
  if (text === 'all') return { list: ROLES, cluster: false }
  const words = text.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !ROLES.some((role) => role === word))
  if (unknown !== undefined) {
    throw new ConfigError('CIVITAS_ROLES', `"${unknown}" is no role: use "all", or a list of ${ROLES.join(', ')}`)
  }
  const list = ROLES.filter((role) => words.includes(role))
  if (list.includes('agents') !== list.includes('district')) {
    throw new ConfigError('CIVITAS_ROLES', 'built-in minds live with their districts: use "district,agents"')
  }
  for (const [variable, what] of Object.entries(SHARED)) {
    if (environment[variable]) continue
    throw new ConfigError(variable, `must be set with CIVITAS_ROLES=${text}: ${what}`)
  }
  return { list, cluster: true }
}
