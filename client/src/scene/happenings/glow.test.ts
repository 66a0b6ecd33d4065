import { expect, it } from 'vitest'
import { crowdUniforms } from '../crowd/crowd-material.ts'
import { glowOf } from './glow.ts'
import { kinds } from './sparks.ts'

const sign = { x: 0.5, y: 1, z: 0, kind: kinds.sign, seed: 0, size: 1 }

it('what is carried goes where its bearer goes, and is nowhere while nobody sees the bearer; what stands stays', () => {
  const { mesh, follow } = glowOf([
    { ...sign, x: 40, z: 50 },
    { ...sign, bearer: 7 },
    { ...sign, bearer: 8 },
  ])
  const spots = mesh.geometry.getAttribute('aSpot')
  const spotOf = (index: number) => [spots.getX(index), spots.getY(index), spots.getZ(index)]
  expect(spotOf(1)[1]).toBeLessThan(-500)
  follow((resident) => (resident === 7 ? { x: 100, z: 200 } : undefined))
  const scale = crowdUniforms.uScale.value
  expect(spotOf(0)).toEqual([40, 1, 50])
  expect(spotOf(1)).toEqual([100 + 0.5 * scale, scale, 200])
  expect(spotOf(2)[1]).toBeLessThan(-500)
  follow(() => undefined)
  expect(spotOf(1)[1]).toBeLessThan(-500)
})
