import { expect, test } from 'vitest'
import { isPublic, readServerConfig } from './config.ts'

test('[§16] nothing set: loopback, standard ports that may move, slash as topic root', () => {
  const config = readServerConfig({})
  expect(config).toMatchObject({ host: '127.0.0.1', topicRoot: '/', test: false })
  expect(config.port).toBeUndefined()
  expect(isPublic(config)).toBe(false)
})

test('[§16] a public address or another host is public mode', () => {
  expect(isPublic(readServerConfig({ PUBLIC_URL: 'https://city.example' }))).toBe(true)
  expect(isPublic(readServerConfig({ HOST: '0.0.0.0' }))).toBe(true)
  expect(isPublic(readServerConfig({ HOST: '::1' }))).toBe(false)
})

test.each([
  ['PORT', { PORT: '70000' }],
  ['MQTT_PORT', { MQTT_PORT: 'mqtt' }],
  ['CIVITAS_TOPIC_ROOT', { CIVITAS_TOPIC_ROOT: 'city/' }],
  ['CIVITAS_TOPIC_ROOT', { CIVITAS_TOPIC_ROOT: '/+/' }],
  ['CIVITAS_TEST', { CIVITAS_TEST: '1', HOST: '0.0.0.0' }],
  ['CIVITAS_TEST', { CIVITAS_TEST: '1', PUBLIC_URL: 'https://city.example' }],
])('[§16] a variable that does not fit is named: %s', (variable, environment) => {
  expect(() => readServerConfig(environment)).toThrow(variable)
})
