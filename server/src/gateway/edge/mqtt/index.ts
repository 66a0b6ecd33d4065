export { createMqttEdge, type EdgeDeps, type MqttEdge, whereaboutsOf } from './edge.ts'
export { EdgeTopics } from './edge-topics.ts'
export { Places } from './places.ts'
