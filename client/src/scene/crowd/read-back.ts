// Reads the crowd's instance buffers back from the graphics card, right after they were drawn: what was really on show.
import type { Mesh, WebGLRenderer } from 'three'
import { STRIDE } from './crowd.ts'

export interface DrawnResident {
  resident: number
  district: number
  /** City metres, at the newer of the two snapshots. */
  x: number
  y: number
}

type Reader = (drawn: DrawnResident[]) => void

const waiting: Reader[] = []

/** The residents of the next drawn frame, from the buffers on the graphics card. */
export function readBack(): Promise<DrawnResident[]> {
  return new Promise((resolve) => waiting.push(resolve))
}

/** Frames in which nobody is drawn answer too. */
export function answerEmpty(): void {
  for (const reader of waiting.splice(0)) reader([])
}

/** Serves `readBack` whenever this mesh has been drawn. */
export function readBackAfter(mesh: Mesh, count: () => number): void {
  mesh.onAfterRender = (renderer: WebGLRenderer) => {
    if (waiting.length === 0) return
    const gl = renderer.getContext()
    if (!(gl instanceof WebGL2RenderingContext)) return answerEmpty()
    const to = readAttribute(gl, 'aTo', count())
    const look = readAttribute(gl, 'aLook', count())
    const drawn = Array.from({ length: count() }, (_, place) => ({
      resident: look[place * STRIDE] ?? 0,
      district: look[place * STRIDE + 1] ?? 0,
      x: to[place * STRIDE] ?? 0,
      y: to[place * STRIDE + 1] ?? 0,
    }))
    for (const reader of waiting.splice(0)) reader(drawn)
  }
}

/** The program and the vertex array of the draw are still bound: they lead to the buffer that it used. */
function readAttribute(gl: WebGL2RenderingContext, name: string, count: number): Float32Array {
  const values = new Float32Array(count * STRIDE)
  const program = gl.getParameter(gl.CURRENT_PROGRAM) as WebGLProgram | null
  const location = program ? gl.getAttribLocation(program, name) : -1
  if (location < 0) return values
  const buffer = gl.getVertexAttrib(location, gl.VERTEX_ATTRIB_ARRAY_BUFFER_BINDING) as WebGLBuffer | null
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
  gl.getBufferSubData(gl.ARRAY_BUFFER, 0, values)
  return values
}
