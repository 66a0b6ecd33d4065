import { describe, expect, it } from 'vitest'
import { ConfigError, describeOptions, option, readOptions } from './env.ts'

const table = {
  port: option.integer({ name: 'PORT', fallback: undefined, shown: '4000', min: 1, max: 65_535, description: 'HTTP.' }),
  tickMs: option.integer({ name: 'TICK_MS', fallback: 1000, min: 100, step: 100, unit: 'ms', description: 'Tick.' }),
  rate: option.number({ name: 'RATE', fallback: 20, min: 0, description: 'City time.' }),
  test: option.flag({ name: 'TEST', fallback: false, description: 'Tests.' }),
  level: option.choice({ name: 'LEVEL', fallback: 'info', choices: ['info', 'debug'], description: 'Log.' }),
  database: option.url({ name: 'DB', fallback: undefined, schemes: ['postgres', 'postgresql'], description: 'Store.' }),
}

describe('configuration from the environment', () => {
  it('falls back where a variable is unset or empty, and freezes the result', () => {
    const values = readOptions(table, { LEVEL: '', RATE: '  ' })
    expect(values).toEqual({ port: undefined, tickMs: 1000, rate: 20, test: false, level: 'info', database: undefined })
    expect(Object.isFrozen(values)).toBe(true)
  })

  it('reads each type', () => {
    const values = readOptions(table, { PORT: '80', TICK_MS: '300', RATE: '1.5', TEST: 'on', DB: 'postgres://u@h/d' })
    expect(values).toMatchObject({ port: 80, tickMs: 300, rate: 1.5, test: true, database: 'postgres://u@h/d' })
  })

  it.each([
    ['PORT', '70000', 'PORT: must be at most 65535, not 70000'],
    ['PORT', 'http', 'PORT: must be a whole number, not "http"'],
    ['TICK_MS', '250', 'TICK_MS: must be a multiple of 100, not 250'],
    ['RATE', 'fast', 'RATE: must be a number, not "fast"'],
    ['TEST', 'maybe', 'TEST: must be 1 or 0, not "maybe"'],
    ['LEVEL', 'loud', 'LEVEL: must be one of info, debug, not "loud"'],
    ['DB', 'mysql://u:secret@h', 'DB: must be a URL that starts with postgres:// or postgresql://'],
  ])('names the variable when %s=%s does not fit', (name, text, message) => {
    expect(() => readOptions(table, { [name]: text })).toThrow(new ConfigError(name, message.slice(name.length + 2)))
  })

  it('documents itself', () => {
    expect(describeOptions(table)[1]).toEqual({ name: 'TICK_MS', type: 'integer, ms', fallback: '1000', text: 'Tick.' })
    expect(describeOptions(table)[0]?.fallback).toBe('4000')
  })
})
