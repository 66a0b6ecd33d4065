// WASD and arrows push the camera over the ground, Q and E turn it, + and - zoom. Not while somebody types.
import { type PerspectiveCamera, Vector3 } from 'three'
import type { MapControls } from 'three/examples/jsm/controls/MapControls.js'

/** Share of the distance covered in a second. */
const PACE = 0.75
/** Radians a second. */
const TURN = 1.2
const ZOOM = 1.1

const keys = new Map<string, readonly [right: number, forward: number, turn: number, zoom: number]>([
  ['w', [0, 1, 0, 0]],
  ['arrowup', [0, 1, 0, 0]],
  ['s', [0, -1, 0, 0]],
  ['arrowdown', [0, -1, 0, 0]],
  ['a', [-1, 0, 0, 0]],
  ['arrowleft', [-1, 0, 0, 0]],
  ['d', [1, 0, 0, 0]],
  ['arrowright', [1, 0, 0, 0]],
  ['q', [0, 0, 1, 0]],
  ['e', [0, 0, -1, 0]],
  ['+', [0, 0, 0, 1]],
  ['=', [0, 0, 0, 1]],
  ['-', [0, 0, 0, -1]],
])

const up = new Vector3(0, 1, 0)

export function keySteering(camera: PerspectiveCamera, controls: MapControls) {
  const held = new Set<string>()
  const press = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if (!keys.has(key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    held.add(key)
  }
  const release = (event: KeyboardEvent) => held.delete(event.key.toLowerCase())
  const clear = () => held.clear()
  return {
    attach(): () => void {
      addEventListener('keydown', press)
      addEventListener('keyup', release)
      addEventListener('blur', clear)
      return () => {
        removeEventListener('keydown', press)
        removeEventListener('keyup', release)
        removeEventListener('blur', clear)
      }
    },
    frame(delta: number): void {
      if (held.size === 0) return
      const sum = [0, 0, 0, 0] as [number, number, number, number]
      for (const key of held)
        for (const [axis, push] of (keys.get(key) ?? []).entries()) sum[axis] = (sum[axis] ?? 0) + push
      move(camera, controls, sum, delta)
    },
  }
}

function move(
  camera: PerspectiveCamera,
  controls: MapControls,
  [right, forward, turn, zoom]: readonly [number, number, number, number],
  delta: number,
): void {
  const offset = camera.position.clone().sub(controls.target)
  const pace = offset.length() * PACE * delta
  const ahead = new Vector3(-offset.x, 0, -offset.z).normalize()
  const side = new Vector3().crossVectors(ahead, up)
  controls.target.addScaledVector(ahead, forward * pace).addScaledVector(side, right * pace)
  offset.applyAxisAngle(up, turn * TURN * delta).multiplyScalar(1 - zoom * ZOOM * delta)
  offset.clampLength(controls.minDistance, controls.maxDistance)
  camera.position.copy(controls.target).add(offset)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
