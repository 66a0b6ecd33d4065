// Rain and snow: one instanced mesh that follows the camera, moved by the graphics card alone. One draw call, none in dry weather.
import { DoubleSide, InstancedBufferAttribute, InstancedMesh, PlaneGeometry, ShaderMaterial, Vector3 } from 'three'
import { shared } from '../materials/uniforms.ts'

/** Height of the box that is filled, as a share of its edge. */
const TALL = '0.55'

export interface Falling {
  mesh: InstancedMesh
  /** Middle of the box on the ground, and its edge in metres. */
  uAround: { value: Vector3 }
  uEdge: { value: number }
  /** 0 … 1 of the drops and flakes that are shown. */
  uRain: { value: number }
  uSnowfall: { value: number }
  uWind: { value: number }
}

export function fallingMesh(count: number): Falling {
  const geometry = new PlaneGeometry(1, 1)
  const seeds = new Float32Array(count * 4)
  for (let at = 0; at < seeds.length; at++) seeds[at] = fraction(Math.sin((at + 1) * 78.233) * 43_758.5453)
  geometry.setAttribute('aSeed', new InstancedBufferAttribute(seeds, 4))
  const own = {
    uAround: { value: new Vector3() },
    uEdge: { value: 100 },
    uRain: { value: 0 },
    uSnowfall: { value: 0 },
    uWind: { value: 0 },
  }
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
    uniforms: { ...shared, ...own },
    vertexShader,
    fragmentShader,
  })
  const mesh = new InstancedMesh(geometry, material, count)
  mesh.name = 'falling'
  mesh.frustumCulled = false
  mesh.renderOrder = 5
  mesh.visible = false
  return { mesh, ...own }
}

function fraction(value: number): number {
  return value - Math.floor(value)
}

const vertexShader = /* glsl */ `
  attribute vec4 aSeed;
  varying vec2 vAt;
  varying float vShown;
  varying float vFlake;
  uniform vec3 uAround;
  uniform float uTime, uEdge, uRain, uSnowfall, uWind;
  void main() {
    float snows = step(aSeed.w, uSnowfall / max(uSnowfall + uRain, 0.001));
    vFlake = snows;
    float amount = mix(uRain, uSnowfall, snows);
    float tall = uEdge * ${TALL};
    // The same look at every distance: speeds and sizes grow with the box.
    float scale = uEdge / 260.0;
    float speed = mix(150.0, 19.0 + 9.0 * aSeed.z, snows) * scale;
    vec3 velocity = vec3(mix(34.0, 12.0, snows) * uWind * scale, -speed, mix(9.0, 6.0, snows) * uWind * scale);
    vec3 at = aSeed.xyz * vec3(uEdge, tall, uEdge) + velocity * uTime;
    at.xz += snows * 2.6 * scale * vec2(sin(uTime * 0.9 + aSeed.z * 40.0), cos(uTime * 0.7 + aSeed.x * 40.0));
    vec3 box = vec3(uEdge, tall, uEdge);
    vec3 corner = vec3(uAround.x - uEdge * 0.5, 0.0, uAround.z - uEdge * 0.5);
    at = mod(at - corner, box) + corner;
    vec3 along = normalize(mix(-velocity, vec3(0.0, 1.0, 0.0), snows));
    vec3 toEye = normalize(cameraPosition - at);
    vec3 across = normalize(cross(along, toEye));
    along = mix(along, normalize(cross(toEye, across)), snows);
    float length = mix(5.0 + 4.0 * aSeed.z, 0.55 + 0.5 * aSeed.z, snows) * scale;
    float width = mix(0.17, 0.55 + 0.5 * aSeed.z, snows) * scale;
    vAt = position.xy * 2.0;
    // Fades in at the top of the box and at its sides, so that nobody sees where it ends.
    vec2 side = abs(at.xz - uAround.xz) / uEdge * 2.0;
    vShown = amount * step(aSeed.y * 0.999, amount) * smoothstep(1.0, 0.7, max(side.x, side.y)) * smoothstep(1.0, 0.8, at.y / tall);
    gl_Position = projectionMatrix * viewMatrix * vec4(at + across * position.x * width + along * position.y * length, 1.0);
  }
`

const fragmentShader = /* glsl */ `
  varying vec2 vAt;
  varying float vShown;
  varying float vFlake;
  uniform float uNight;
  void main() {
    float streak = (1.0 - abs(vAt.x)) * smoothstep(1.0, 0.2, abs(vAt.y));
    float flake = smoothstep(1.0, 0.25, length(vAt));
    float alpha = mix(streak * 0.62, flake * 0.92, vFlake) * vShown;
    vec3 color = mix(mix(vec3(0.78, 0.86, 0.95), vec3(0.5, 0.58, 0.78), uNight), vec3(mix(1.0, 0.72, uNight)), vFlake);
    gl_FragColor = vec4(color, alpha);
    #include <colorspace_fragment>
  }
`
