import { news, type Words, type WorldEvent } from '@civitas/schema'
import { emit } from '../tick-output.ts'
import type { World } from '../world.ts'

/** The whole city has one sky: every district takes it in, the first one tells the news. */
export function turnWeather(world: World, { weather }: Extract<WorldEvent, { kind: 'weather' }>): Words | undefined {
  if (weather === world.weather) return undefined
  emit(world, { type: 'weather_changed', weather, was: world.weather })
  world.weather = weather
  world.weatherTick = world.tick
  return world.map.index === 0 ? news(`weather_${weather}`, []) : undefined
}
