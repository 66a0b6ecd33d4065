/** Where people and agents reach the city; empty until it listens. */
export interface ServerUrls {
  http: string
  mqtt: string
  mqttWs: string
}
