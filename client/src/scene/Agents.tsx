// The residents out of doors: one instanced draw for all, their motion computed on the graphics card between two snapshots.
import { useFrame } from '@react-three/fiber'
import { must } from '@civitas/kit/assert'
import { useMemo } from 'react'
import { type BufferGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedBufferGeometry, Mesh } from 'three'
import { choices } from '../store/city-store.ts'
import { blobMaterial, crowdMaterial, crowdUniforms } from './crowd/crowd-material.ts'
import { STRIDE } from './crowd/crowd.ts'
import { blobGeometry, farFigure, nearFigure } from './crowd/figure.ts'
import { readBackAfter } from './crowd/read-back.ts'
import type { View } from './view.ts'

/** People are drawn larger than life, more so from afar; clamped, or the overview becomes a crowd of giants. */
const SCALE = { per: 310, least: 0.95, most: 1.6 }

/** Priority of the frame callback: of two equal ones the first in the scene comes first, so the camera follows what this frame shows. */
const BEFORE_CAMERA = -1

export function Agents({ view }: { view: View }) {
  const layer = useMemo(() => createLayer(view), [view])
  useFrame(() => {
    const { crowd, city, quality } = view
    const samples = city.motion.samples(performance.now())
    for (const [district, sample] of samples.entries()) crowdUniforms.uAlpha.value[district] = sample?.alpha ?? 1
    const { selection } = choices.get()
    const chosen = selection?.kind === 'resident' ? selection.resident : undefined
    const options = { chosen, shiftX: view.shiftX, borders: city.motion.borders() }
    if (crowd.differs(samples, options)) {
      crowd.take(samples, options)
      layer.upload()
    }
    crowdUniforms.uScale.value = Math.min(SCALE.most, Math.max(SCALE.least, view.distance / SCALE.per))
    layer.people.geometry = view.distance < quality.nearFigures ? layer.near : layer.far
  }, BEFORE_CAMERA)
  return (
    <>
      <primitive object={layer.blobs} />
      <primitive object={layer.people} />
    </>
  )
}

interface Layer {
  people: Mesh
  blobs: Mesh
  near: InstancedBufferGeometry
  far: InstancedBufferGeometry
  /** Sends the crowd's arrays to the graphics card before the next draw. */
  upload(): void
}

function createLayer({ crowd }: View): Layer {
  const near = instanced(nearFigure())
  const far = instanced(farFigure())
  const soft = instanced(blobGeometry())
  const people = new Mesh(far, crowdMaterial())
  const blobs = new Mesh(soft, blobMaterial())
  people.name = 'people'
  blobs.name = 'shadows of people'
  people.frustumCulled = false
  blobs.frustumCulled = false
  blobs.renderOrder = 1
  readBackAfter(people, () => crowd.count)
  const geometries = [near, far, soft]
  const attributes = [crowd.from, crowd.to, crowd.look].map((array) =>
    new InstancedBufferAttribute(array, STRIDE).setUsage(DynamicDrawUsage),
  )
  for (const [index, name] of ['aFrom', 'aTo', 'aLook'].entries()) {
    for (const geometry of geometries) geometry.setAttribute(name, must(attributes[index], 'three attributes'))
  }
  const upload = () => {
    for (const attribute of attributes) {
      attribute.clearUpdateRanges()
      attribute.addUpdateRange(0, crowd.count * STRIDE)
      attribute.needsUpdate = true
    }
    for (const geometry of geometries) geometry.instanceCount = crowd.count
    people.visible = crowd.count > 0
    blobs.visible = crowd.count > 0
  }
  upload()
  return { people, blobs, near, far, upload }
}

function instanced(base: BufferGeometry): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry()
  geometry.index = base.index
  for (const [name, attribute] of Object.entries(base.attributes)) geometry.setAttribute(name, attribute)
  return geometry
}
