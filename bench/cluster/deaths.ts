// Kills and moves parts of a living cluster, and times what comes back.
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '@civitas/kit'
import type { Cluster } from '../../scripts/cluster/cluster.ts'
import type { ClusterView, Placed } from '../../test/helpers/cluster-view.ts'
import type { Witness } from '../../test/helpers/witness.ts'

/** How often it is looked whether something came back. */
const LOOK_MS = 10

interface Scene {
  cluster: Cluster
  view: ClusterView
  witnesses: readonly Witness[]
  /** The district in which the witnesses live. */
  home: string
}

/** All in milliseconds since the kill, one for each. */
export class Deaths {
  readonly host = {
    /** Another host says that it runs the district. */
    taken: [] as number[],
    /** A tick under the new epoch is committed. */
    ticking: [] as number[],
    /** The first action sent after the kill has its result. */
    answering: [] as number[],
    /** Every witness has one. */
    allAnswered: [] as number[],
  }
  readonly orchestrator = { leading: [] as number[] }
  readonly gateway = { answering: [] as number[] }
  /** As the host tells that gave the district away. */
  readonly move = { standing: [] as number[] }
  private readonly scene: Scene
  /** Index of the gateway at which the witnesses are. */
  private at = 0

  constructor(scene: Scene) {
    this.scene = scene
  }

  async killHost(): Promise<void> {
    const { view, home } = this.scene
    const before = await view.placed(home)
    const victim = await view.hostOf(before)
    const sinceMs = performance.now()
    victim.signal('SIGKILL')
    const [taken, ticking, first, all] = await Promise.all([
      this.when(sinceMs, async () => isElsewhere(await view.placed(home), before)),
      this.when(sinceMs, () => view.isTakenOver(before)),
      this.answered(sinceMs, 'first'),
      this.answered(sinceMs, 'all'),
    ])
    this.host.taken.push(taken)
    this.host.ticking.push(ticking)
    this.host.answering.push(first)
    this.host.allAnswered.push(all)
    victim.restart()
  }

  async killLeader(): Promise<void> {
    const { view } = this.scene
    const before = must(await view.leader(), 'a leader')
    const victim = view.processOf(before)
    const sinceMs = performance.now()
    victim.signal('SIGKILL')
    const leads = async () => {
      const now = await view.leader()
      return now !== undefined && now.id !== before.id
    }
    this.orchestrator.leading.push(await this.when(sinceMs, leads))
    victim.restart()
  }

  /** The witnesses go on at the other one at once. */
  async killGateway(): Promise<void> {
    const { cluster, view, witnesses } = this.scene
    const victim = cluster.process(`gateway-${this.at + 1}`)
    const dead = must(cluster.gateways[this.at], 'a gateway')
    this.at = 1 - this.at
    const { url, mqttUrl } = must(cluster.gateways[this.at], 'another gateway')
    view.url = url
    const sinceMs = performance.now()
    victim.signal('SIGKILL')
    await Promise.all(witnesses.map((witness) => witness.moveTo(mqttUrl)))
    this.gateway.answering.push(await this.answered(sinceMs, 'all'))
    victim.restart()
    await view.until(async () => (await fetch(`${dead.url}/ready`)).status === 200)
  }

  async moveHome(): Promise<void> {
    const { view, home } = this.scene
    const { id: to } = await view.otherHost(await view.placed(home))
    const { moved, reason, tookMs = Number.NaN } = await view.move(home, to)
    if (!moved) throw new Error(`the district did not move: ${reason}`)
    this.move.standing.push(tookMs)
    // Back to a share for each: only who joins is given something.
    const other = must(
      (await view.directory()).districts.find(({ id }) => id !== home),
      'another district',
    )
    await view.move(other.id, (await view.otherHost(other)).id)
  }

  private async when(sinceMs: number, met: () => Promise<boolean>): Promise<number> {
    await this.scene.view.until(met)
    return performance.now() - sinceMs
  }

  /** Milliseconds until witnesses were told of an action that they had sent after `sinceMs`. */
  private async answered(sinceMs: number, which: 'first' | 'all'): Promise<number> {
    const times = () =>
      this.scene.witnesses.flatMap(({ answered }) => answered.find(({ sentMs }) => sentMs > sinceMs)?.atMs ?? [])
    const wanted = which === 'first' ? 1 : this.scene.witnesses.length
    await this.scene.view.until(async () => {
      await sleep(LOOK_MS)
      return times().length >= wanted
    })
    const all = times().toSorted((a, b) => a - b)
    return must(all[wanted - 1], 'answer') - sinceMs
  }
}

function isElsewhere({ service }: Placed, before: Placed): boolean {
  return service !== undefined && service !== before.service
}
