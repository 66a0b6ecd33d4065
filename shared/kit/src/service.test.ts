import { describe, expect, it } from 'vitest'
import { type Service, startAll, stopAll } from './service.ts'

function serviceNamed(id: string, log: string[], fails: { start?: boolean; stop?: boolean } = {}): Service {
  const act = (deed: 'start' | 'stop') => async () => {
    log.push(`${deed} ${id}`)
    if (fails[deed]) throw new Error(`${id} cannot ${deed}`)
  }
  return { id, start: act('start'), stop: act('stop') }
}

describe('services of a process', () => {
  it('start in order and stop in reverse', async () => {
    const log: string[] = []
    const services = ['a', 'b'].map((id) => serviceNamed(id, log))
    await startAll(services, new AbortController().signal)
    await stopAll(services)
    expect(log).toEqual(['start a', 'start b', 'stop b', 'stop a'])
  })

  it('are taken down again when a later one cannot start', async () => {
    const log: string[] = []
    const services = [serviceNamed('a', log), serviceNamed('b', log, { start: true }), serviceNamed('c', log)]
    await expect(startAll(services, new AbortController().signal)).rejects.toThrow('b cannot start')
    expect(log).toEqual(['start a', 'start b', 'stop b', 'stop a'])
  })

  it('all stop, even when one of them fails to', async () => {
    const log: string[] = []
    const services = [serviceNamed('a', log), serviceNamed('b', log, { stop: true })]
    await expect(stopAll(services)).rejects.toThrow('b cannot stop')
    expect(log).toEqual(['stop b', 'stop a'])
  })
})
