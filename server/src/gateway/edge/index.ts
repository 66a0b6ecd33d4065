export { CityRoom, type CityRoomDeps } from './city-room.ts'
export { AGENT_SOCKET_PATH, attachRooms, type RoomDefinition, type Rooms } from './colyseus.ts'
export { createMqttEdge, type MqttEdge, type MqttEdgeDeps } from './mqtt/index.ts'
