import { quietTelemetry } from '@civitas/telemetry'
import { expect, it } from 'vitest'
import { brokerTrouble, meterBus } from './bus-health.ts'

it('counts faults of the bus by kind, and shows what waits and whether the broker is there', async () => {
  const { metrics } = quietTelemetry()
  const meter = meterBus(metrics)
  const bus = { connected: true, waiting: 0 }
  meter.watch(bus)
  meter.onFault('dropped')
  meter.onFault('dropped')
  expect((await metrics.page()).body).toContain('civitas_bus_connected 1')
  bus.connected = false
  bus.waiting = 12
  const { body } = await metrics.page()
  expect(body).toContain('civitas_bus_faults_total{fault="dropped"} 2')
  expect(body).toContain('civitas_bus_connected 0')
  expect(body).toContain('civitas_bus_waiting_messages 12')
})

it('a process without its broker is not ready; one without a broker at all is', () => {
  expect(brokerTrouble({ connected: false })).toEqual(['bus: the broker is away'])
  expect(brokerTrouble({ connected: true })).toEqual([])
  expect(brokerTrouble({})).toEqual([])
})
