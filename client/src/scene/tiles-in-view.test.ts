import { PerspectiveCamera } from 'three'
import { describe, expect, it } from 'vitest'
import { shippedMap } from '../../test/maps.ts'
import { tilesInView, tilesWithin } from './tiles-in-view.ts'

const map = shippedMap()

function cameraAt(x: number, y: number, z: number): PerspectiveCamera {
  const camera = new PerspectiveCamera(22, 16 / 9, 8, 4000)
  camera.position.set(x, y, z)
  camera.lookAt(x, 0, z - y / 2)
  camera.updateMatrixWorld()
  return camera
}

describe('tiles in view', () => {
  it('[§13] are rectangles of tiles per district that touch the picture', () => {
    expect(tilesWithin({ x0: 40, y0: 10, x1: 70, y1: 33 }, map)).toEqual([{ district: 0, x0: 1, y0: 0, x1: 2, y1: 1 }])
    expect(tilesWithin({ x0: 250, y0: 0, x1: 260, y1: 5 }, map)).toEqual([
      { district: 0, x0: 7, y0: 0, x1: 7, y1: 0 },
      { district: 1, x0: 0, y0: 0, x1: 0, y1: 0 },
    ])
  })

  it('are none where there is no city', () => {
    expect(tilesWithin({ x0: -500, y0: 0, x1: -400, y1: 50 }, map)).toEqual([])
  })

  it('are few close up and all from afar', () => {
    const close = tilesInView(cameraAt(100, 60, 130), map)
    expect(close).toHaveLength(1)
    expect((close[0]?.x1 ?? 0) - (close[0]?.x0 ?? 0)).toBeLessThan(5)
    const far = tilesInView(cameraAt(256, 1400, 900), map)
    expect(far).toEqual([
      { district: 0, x0: 0, y0: 0, x1: 7, y1: 7 },
      { district: 1, x0: 0, y0: 0, x1: 7, y1: 7 },
    ])
  })
})
