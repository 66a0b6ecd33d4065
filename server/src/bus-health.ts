// How the bus of this process does: for its metrics, and for whoever asks whether it is ready.
import type { Bus, BusFault, MqttBus } from '@civitas/bus'
import type { Metrics } from '@civitas/telemetry'

/** `onFault` goes into the options of the bus that is made; `watch` is told of it once it is there. */
export function meterBus(metrics: Metrics): {
  onFault: (fault: BusFault) => void
  watch: (bus: Pick<MqttBus, 'connected' | 'waiting'>) => void
} {
  const faults = metrics.counter({
    name: 'civitas_bus_faults_total',
    help: 'Messages of the bus that were dropped, could not be read, or whose handler failed.',
    labels: ['fault'],
  })
  return {
    onFault: (fault) => faults.add(1, { fault }),
    watch: (bus) => {
      metrics.gauge({
        name: 'civitas_bus_connected',
        help: 'Whether the broker is there: 1, or 0.',
        read: () => (bus.connected ? 1 : 0),
      })
      metrics.gauge({
        name: 'civitas_bus_waiting_messages',
        help: 'Messages that wait for the broker, or for a connection that is slow.',
        read: () => bus.waiting,
      })
    },
  }
}

/** Why this process is not ready: its broker is away. Nothing where there is no broker. */
export function brokerTrouble({ connected }: Pick<Bus, 'connected'>): string[] {
  return connected === false ? ['bus: the broker is away'] : []
}
