export { composeDistricts, type Districts, type DistrictsDeps } from './compose.ts'
export { type DistrictsConfig, districtsOptions, readDistrictsConfig } from './config.ts'
