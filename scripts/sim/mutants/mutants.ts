// One-line faults that the simulator must find: the proof that it looks. Each is kept for good.

export interface Mutant {
  name: string
  /** What the fault is, and which rule it breaks. */
  why: string
  /** From the root of the repository. */
  file: string
  from: string
  to: string
}

const HOST = 'districts/src/host'
const HUB = 'server/src/gateway/hub'

export const mutants: readonly Mutant[] = [
  {
    name: 'commands-not-done',
    why: '[CMD-1] the tick that took commands in does not mark them done',
    file: `${HOST}/settle-tick.ts`,
    from: 'commandsDone: result.commandsDone,',
    to: 'commandsDone: [],',
  },
  {
    name: 'fence-skipped',
    why: '[CLK-2] the store takes ticks under any token',
    file: 'shared/store/src/memory/tick-log.ts',
    from: 'if (!lease || lease.token !== token || lease.holder === undefined) {',
    to: 'if (!lease) {',
  },
  {
    name: 'keys-forgotten',
    why: '[ACT-7] a district does not know repeated keys',
    file: 'districts/src/sim/inputs.ts',
    from: "if (!rememberKey(resident.stream, input.key)) return { status: 'duplicate' }",
    to: 'rememberKey(resident.stream, input.key)',
  },
  {
    name: 'keys-lost-in-snapshots',
    why: '[ACT-7] the keys of an agent do not survive a restart',
    file: 'districts/src/sim/bytes/resident-record.ts',
    from: 'if ((flags & HAS_STREAM) !== 0) resident.stream = readStream(input, layout)',
    to: 'if ((flags & HAS_STREAM) !== 0) resident.stream = (readStream(input, layout), createStreamMemory())',
  },
  {
    name: 'outcome-not-looked-up',
    why: '[ACT-5] a commit of unknown outcome is simply tried again',
    file: `${HOST}/durable/commit-pipeline.ts`,
    from: 'await this.lookUp(batch, error)',
    to: 'void error',
  },
  {
    name: 'outcome-taken-for-success',
    why: '[ACT-5] a commit of unknown outcome is believed to have happened',
    file: `${HOST}/durable/commit-pipeline.ts`,
    from: 'if (!head || head.tick < number) return',
    to: 'if (!head) return',
  },
  {
    name: 'published-before-commit',
    why: '[ACT-2] a tick is told of before it is durable',
    file: `${HOST}/durable/commit-pipeline.ts`,
    from: 'this.waiting.push(tick)',
    to: 'tick.committed(), this.waiting.push(tick)',
  },
  {
    name: 'journal-tail-ignored',
    why: '[DET-4] recovery ends at the newest snapshot',
    file: `${HOST}/durable/recovery.ts`,
    from: 'for (const row of rows) runRow(recovered, place, row, study)',
    to: 'void runRow',
  },
  {
    name: 'sequence-not-kept',
    why: '[STR-1] an agent’s item numbers begin anew after a restart',
    file: 'districts/src/sim/bytes/resident-record.ts',
    from: 'resident.seq = input.varint()',
    to: 'resident.seq = input.varint() * 0',
  },
  {
    name: 'hole-not-repaired',
    why: '[STR-2] a session goes on after a lost message as if nothing were missing',
    file: `${HUB}/stream-session.ts`,
    from: 'if (this.position && joined.seq > this.position.seq + 1) {',
    to: 'if (this.position && joined.seq < 0) {',
  },
  {
    name: 'seen-items-delivered-again',
    why: '[STR-2] a repeated message is delivered again',
    file: `${HUB}/stream-session.ts`,
    from: 'if (this.position && joined.seq <= this.position.seq) return false',
    to: 'void 0',
  },
  {
    name: 'stream-read-backwards',
    why: '[STR-2] the store gives the items of a page in the wrong order',
    file: 'shared/store/src/memory/streams.ts',
    from: 'const items = kept.slice(0, limit).map(({ item }) => item)',
    to: 'const items = kept.slice(0, limit).map(({ item }) => item).reverse()',
  },
  {
    name: 'old-keys-not-looked-up',
    why: '[ACT-7] the chain does not ask the store about keys that the district has forgotten',
    file: 'server/src/gateway/chain/route.ts',
    from: 'const earlier = parsed.keyGiven ? await repeated(deps, context, resident) : undefined',
    to: 'const earlier = undefined as Awaited<ReturnType<typeof repeated>>',
  },
  {
    name: 'commands-taken-twice',
    why: '[CMD-1] a read of before the commit brings a command back',
    file: `${HOST}/command-inbox.ts`,
    from: 'if (!this.taken.has(row)) this.ready.set',
    to: 'this.ready.set',
  },
  {
    name: 'hops-not-told-apart',
    why: '[CMD-4] a command that comes by again is taken for one that is done',
    file: `${HOST}/command-inbox.ts`,
    from: 'return `${command.hops ?? 0} ${id}`',
    to: 'return (void command, id)',
  },
  {
    name: 'ticks-out-of-order',
    why: '[ACT-5] the newest of the waiting ticks is committed first',
    file: `${HOST}/durable/commit-pipeline.ts`,
    from: 'lane.waiting.map((tick) => ({ lane, tick }))',
    to: 'lane.waiting.toReversed().map((tick) => ({ lane, tick }))',
  },
  {
    name: 'outbox-forgotten',
    why: '[CMD-1] a tick does not write what it sends to other districts',
    file: `${HOST}/settle-tick.ts`,
    from: 'commandsOut: outboxOf(live, result),',
    to: 'commandsOut: outboxOf(live, result).slice(0, 0),',
  },
  {
    name: 'departed-stays',
    why: '[HND-1] an agent that has left is still in the district',
    file: 'districts/src/sim/borders/handoff.ts',
    from: '  removeResident(world, resident)',
    to: '  void removeResident',
  },
  {
    name: 'coins-twice',
    why: '[CMD-3] the coins of an agent arrive without leaving the account in transit',
    file: 'districts/src/sim/borders/handoff.ts',
    from: 'takeIn(world, resident, coins)',
    to: 'resident.coins = coins',
  },
  {
    name: 'epoch-stands-still',
    why: '[HND] an agent crosses without a new epoch',
    file: 'districts/src/sim/borders/handoff.ts',
    from: 'resident.epoch += 1',
    to: 'resident.epoch += 0',
  },
  {
    name: 'ticks-run-back',
    why: '[STR-2] a command is taken in before the tick that sent it',
    file: `${HOST}/command-inbox.ts`,
    from: '(command.sent ?? -1) < tick',
    to: 'tick > -1',
  },
  {
    name: 'keys-stay-behind',
    why: '[HND-2] the newest keys of an agent do not travel with it',
    file: 'districts/src/sim/borders/handoff.ts',
    from: 'const { number, epoch } = resident\n',
    to: 'const { number, epoch } = Object.assign(resident, { stream: undefined })\n',
  },
  {
    name: 'retired-stays',
    why: '[CMD] a retired agent lives on in its district',
    file: 'districts/src/sim/commands/retire.ts',
    from: '  removeResident(world, resident)',
    to: '  void removeResident',
  },
  {
    name: 'lease-given-twice',
    why: '[CLK-2] the store gives a lease away while another host holds it',
    file: 'shared/store/src/memory/city.ts',
    from: 'lease.expiresMs > nowMs && !force',
    to: 'lease.expiresMs < nowMs && !force',
  },
  {
    name: 'facts-skipped',
    why: '[ACT-3] a reader of facts misses the first tick of a page',
    file: 'shared/store/src/memory/tick-log.ts',
    from: 't.tick > seen)',
    to: 't.tick > seen + 1)',
  },
  {
    name: 'rows-stand-still',
    why: '[HND] the row of a resident follows borders alone',
    file: 'shared/store/src/memory/agents.ts',
    from: 'if (!row || epoch < row.epoch) continue',
    to: 'if (!row || epoch <= row.epoch) continue',
  },
  {
    name: 'frames-of-the-replaced',
    why: '[ACT-2] a gateway draws the frames of a host that was replaced',
    file: 'server/src/gateway/edge/city/district-mirror.ts',
    from: 'if (message.epoch < this.epoch) return true',
    to: 'if (message.epoch < 0) return true',
  },
  {
    name: 'event-for-one-district',
    why: '[CMD-1] a world event reaches the first of its districts alone',
    file: 'shared/store/src/memory/world-events.ts',
    from: 'of row.targets) {',
    to: 'of row.targets.slice(0, 1)) {',
  },
  {
    name: 'land-of-the-gone',
    why: '[CMD-1] who retires keeps the land beyond the border',
    file: 'districts/src/sim/people/land.ts',
    from: 'else send(world, plot.district,',
    to: 'else void (send, world, plot.district,',
  },
  {
    name: 'land-stays-behind',
    why: '[HND-2] who crosses a border forgets what it owns',
    file: 'districts/src/sim/bytes/resident-record.ts',
    from: '  writeList(out, resident.plots)',
    to: '  writeList(out, [])',
  },
  {
    name: 'builders-forgotten',
    why: '[DET-4] a district that comes back does not know which builders were hired',
    file: 'districts/src/sim/bytes/site-record.ts',
    from: 'site.contract = { ...terms, fromMs',
    to: 'void { site, ...terms, fromMs',
  },
  {
    name: 'builders-not-paid-in',
    why: '[CMD-3] who hires builders keeps their price',
    file: 'districts/src/sim/actions/build.ts',
    from: 'transfer(resident, site, price + parameters.deposit)',
    to: 'transfer(resident, site, parameters.deposit)',
  },
]
