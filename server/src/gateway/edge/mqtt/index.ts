export { createMqttEdge, type MqttEdge, type MqttEdgeDeps } from './edge.ts'
