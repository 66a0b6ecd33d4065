export { type CityPlan, composeDistricts, type Districts, type DistrictsDeps, readCity } from './compose.ts'
export { type DistrictsConfig, districtsOptions, readDistrictsConfig } from './config.ts'
export { type DistrictRoomOptions, districtRooms, type MountedRoom } from './district-room.ts'
export { replayCity, studyCity, type ReplayReport } from './replay.ts'
