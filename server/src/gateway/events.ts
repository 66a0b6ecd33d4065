// What happens in the gateway's delivery, counted by name: nothing is dropped uncounted. [ACT-8]
import type { Metrics } from '@civitas/telemetry'

/** Adds one (or `by`) to the count of an event. */
export type Count = (event: GatewayEvent, by?: number) => void

const events = {
  stream_repaired: 'a session read from the store what it missed live',
  stream_gap: 'a session was told that items are past their retention',
  replay_failed: 'the store did not answer a replay',
  join_failed: 'names or texts could not be read, delivery went on without them',
  hub_overflow: 'bus messages dropped because joining lagged behind',
  bus_gap: 'messages lost on the bus between districts and this gateway',
  hub_old_epoch: 'messages of a host that had lost its lease',
  watch_unanswered: 'a district did not take the list of watched agents',
  observe_unanswered: 'a district did not answer a question',
  mqtt_connected: 'agents connected over MQTT',
  mqtt_refused: 'MQTT connections refused',
  mqtt_subscription_refused: 'MQTT subscriptions refused',
  mqtt_action: 'actions that came over MQTT',
  mqtt_malformed: 'MQTT messages that could not be read',
  mqtt_too_large: 'MQTT packets over the limit',
  mqtt_foreign_topic: 'messages to topics that are not the agent’s',
  mqtt_flood: 'MQTT connections cut for sending ten times the rate',
  mqtt_key_expired: 'MQTT connections cut because their key died',
  mqtt_backlog_skipped: 'messages skipped because the reader lags',
  mqtt_backlog_cut: 'MQTT connections cut because the reader stood still',
  city_joined: 'viewers joined',
  city_full: 'viewers refused because the room is full',
  city_resync: 'viewers that asked for keyframes',
  city_gap: 'frames missed by a mirror',
  city_backlog_skipped: 'bundles skipped because a viewer lags',
  city_backlog_cut: 'viewers dropped because they stood still',
} as const
export type GatewayEvent = keyof typeof events

export function gatewayCounter(metrics: Metrics): Count {
  const help = 'Events of delivery to agents and viewers.'
  const counter = metrics.counter({ name: 'civitas_gateway_events_total', help, labels: ['event'] })
  return (event, by = 1) => counter.add(by, { event })
}
