import { weathers } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { daylightAt } from '../daylight.ts'
import { Lightning } from './lightning.ts'
import { overcast } from './overcast.ts'
import { easeSky, skyFor } from './sky-state.ts'

describe('the sky in the picture', () => {
  it.each(weathers)('eases to %s and then stands still', (weather) => {
    const sky = skyFor(weather === 'clear' ? 'storm' : 'clear')
    expect(easeSky(sky, weather, 0.1) || weather === 'clear').toBe(true)
    for (let second = 0; second < 400; second++) easeSky(sky, weather, 1)
    expect(easeSky(sky, weather, 1)).toBe(false)
    for (const [key, value] of Object.entries(skyFor(weather))) {
      expect(sky[key as keyof typeof sky]).toBeCloseTo(value, 2)
    }
  })

  it('snow lies slowly and melts more slowly; without motion everything is there at once', () => {
    const sky = skyFor('clear')
    easeSky(sky, 'snow', 3)
    const lying = sky.snow
    expect(lying).toBeLessThan(skyFor('snow').snow / 2)
    easeSky(sky, 'snow', Infinity)
    expect(sky).toEqual(skyFor('snow'))
    easeSky(sky, 'clear', 3)
    expect(sky.snow).toBeGreaterThan(skyFor('snow').snow - lying)
  })

  it('only what falls is shown falling', () => {
    expect(weathers.filter((weather) => skyFor(weather).rain > 0)).toEqual(['rain', 'storm'])
    expect(weathers.filter((weather) => skyFor(weather).snowfall > 0)).toEqual(['snow'])
  })
})

describe('the light under it', () => {
  const brightness = (weather: (typeof weathers)[number], hour: number, flash = 0) => {
    const light = daylightAt(hour / 24)
    overcast(light, skyFor(weather), flash)
    return {
      sun: light.strength,
      sky: light.sky.r + light.sky.g + light.sky.b,
      ambient: light.ambient,
      night: light.night,
    }
  }

  it('a storm keeps most of the sun, darkens the sky and lights the lamps; a bolt brightens it', () => {
    const [fair, storm, bolt] = [brightness('clear', 13), brightness('storm', 13), brightness('storm', 13, 1)]
    expect(storm.sun).toBeLessThan(fair.sun / 4)
    expect(storm.sky).toBeLessThan(fair.sky)
    expect(storm.night).toBeGreaterThan(fair.night)
    expect(bolt.ambient).toBeGreaterThan(storm.ambient)
    expect(bolt.sky).toBeGreaterThan(storm.sky)
  })

  it('a clear sky changes nothing', () => {
    const [plain, light] = [daylightAt(0.5), daylightAt(0.5)]
    overcast(light, skyFor('clear'), 0)
    expect(light).toEqual(plain)
  })
})

describe('lightning', () => {
  it('flashes now and then in a storm, fades, and never strikes otherwise', () => {
    const lightning = new Lightning()
    let bright = 0
    for (let frame = 0; frame < 60 * 60; frame++) {
      lightning.strike(true, 1 / 60)
      expect(lightning.flash).toBeLessThanOrEqual(1)
      if (lightning.flash > 0.5) bright++
    }
    expect(bright).toBeGreaterThan(10)
    expect(bright).toBeLessThan(60 * 60 * 0.1)
    for (let frame = 0; frame < 300; frame++) lightning.strike(false, 1 / 60)
    expect(lightning.flash).toBe(0)
    expect(lightning.strike(false, 1)).toBe(false)
  })
})
