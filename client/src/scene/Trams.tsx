// The trams on their rails: where the timetable says they are at the step on show, with whoever rides in them.
import { useFrame } from '@react-three/fiber'
import { must } from '@civitas/kit/assert'
import { type TramCourse, tramAt, tramCourses } from '@civitas/schema/world/trams'
import { useEffect, useMemo } from 'react'
import { type InstancedMesh, Matrix4 } from 'three'
import { placePoint } from '../net/city-map.ts'
import { matrixOf } from './meshes/geometry.ts'
import { Riders } from './trams/riders.ts'
import { StepClock } from './trams/step-clock.ts'
import { railsMesh, tramsMesh } from './trams/tram-mesh.ts'
import { Way } from './trams/way.ts'
import type { View } from './view.ts'

/** Before the camera, which may follow somebody inside. */
const BEFORE_CAMERA = -1

interface Line {
  course: TramCourse
  way: Way
}

/** Only for cities with trams. */
export function Trams({ view }: { view: View }) {
  const layer = useMemo(() => createLayer(view), [view])
  useEffect(() => layer.attach(), [layer])
  useFrame(() => layer.frame(performance.now()), BEFORE_CAMERA)
  return (
    <>
      <primitive object={layer.rails} />
      <primitive object={layer.cars} />
    </>
  )
}

function createLayer(view: View) {
  const { map, motion } = view.city
  const courses = tramCourses(map.trams ?? [], (id) => placePoint(map, id))
  const lines = courses.map((course): Line => ({ course, way: new Way(course) }))
  const cars = tramsMesh(
    courses.reduce((sum, course) => sum + course.cars, 0),
    view.quality.detail,
  )
  const rails = railsMesh(lines.map(({ way }) => way.track()))
  const clock = new StepClock()
  const riders = new Riders(courses)
  let step: number | undefined
  return {
    cars,
    rails,
    /** Listens for who gets in, and tells the camera where they are. */
    attach() {
      const end = view.city.onFacts((facts) => {
        for (const fact of facts) riders.hear(fact, step ?? 0)
      })
      view.ridesAt = (resident) => {
        const seat = riders.seatOf(resident, step ?? 0)
        const line = seat && lines[seat.course]
        return line && line.way.poseAt(tramAt(line.course, seat.car, Math.min(step ?? 0, seat.alights)))
      }
      return () => {
        end()
        view.ridesAt = undefined
      }
    },
    frame(nowMs: number) {
      const sample = motion.samples(nowMs).find((one) => one !== undefined)
      step = clock.at(sample && sample.from.step + (sample.to.step - sample.from.step) * sample.alpha, nowMs)
      cars.visible = step !== undefined
      if (step !== undefined) place(cars, lines, step)
    },
  }
}

const matrix = new Matrix4()

function place(cars: InstancedMesh, lines: readonly Line[], step: number): void {
  let index = 0
  for (const { course, way } of lines) {
    for (let car = 0; car < course.cars; car++) {
      const { x, z, turn } = way.poseAt(tramAt(course, car, step))
      cars.setMatrixAt(index++, matrixOf({ x, y: 0, z, turn }, matrix))
    }
  }
  must(cars.instanceMatrix, 'matrices').needsUpdate = true
}
