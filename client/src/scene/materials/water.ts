// Sea and canals: one plane, shaded by the distance to the nearest shore.
import { ShaderMaterial, Vector4 } from 'three'
import type { Island } from '../plan/plan.ts'
import { shared } from './uniforms.ts'

/** The water's edge lies this far out from the land, on the beach, metres. */
const SHORE = 3.6

export function waterMaterial(islands: readonly Island[]): ShaderMaterial {
  const boxes = islands.map(
    ({ x0, z0, x1, z1 }) => new Vector4((x0 + x1) / 2, (z0 + z1) / 2, (x1 - x0) / 2 + SHORE, (z1 - z0) / 2 + SHORE),
  )
  return new ShaderMaterial({
    uniforms: {
      ...shared,
      uBoxes: { value: boxes },
      uRadii: { value: islands.map(({ radius }) => radius + SHORE) },
    },
    vertexShader,
    fragmentShader: fragmentShader(islands.length),
  })
}

const vertexShader = /* glsl */ `
  varying vec3 vAt;
  varying float vAway;
  void main() {
    vec4 at = modelMatrix * vec4(position, 1.0);
    vAt = at.xyz;
    vec4 seen = viewMatrix * at;
    vAway = -seen.z;
    gl_Position = projectionMatrix * seen;
  }
`

const fragmentShader = (islands: number) => /* glsl */ `
  varying vec3 vAt;
  varying float vAway;
  uniform vec4 uBoxes[${islands}];
  uniform float uRadii[${islands}];
  uniform vec3 uDeep, uShallow, uFoam, uHaze;
  uniform float uTime, uNight, uHazeNear, uHazeFar;

  float toShore(vec2 p) {
    float nearest = 1e5;
    for (int i = 0; i < ${islands}; i++) {
      vec2 q = abs(p - uBoxes[i].xy) - uBoxes[i].zw + uRadii[i];
      nearest = min(nearest, length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - uRadii[i]);
    }
    return nearest;
  }
  float random2(vec2 p) {
    p = fract(p * vec2(127.31, 311.73));
    p += dot(p, p + 41.17);
    return fract(p.x * p.y);
  }
  float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(random2(i), random2(i + vec2(1, 0)), f.x), mix(random2(i + vec2(0, 1)), random2(i + vec2(1, 1)), f.x), f.y);
  }
  void main() {
    vec2 p = vAt.xz;
    float d = toShore(p);
    float swell = noise(p * 0.06 + uTime * 0.11) + 0.5 * noise(p * 0.15 - uTime * 0.15);
    vec3 color = mix(uDeep, uShallow, exp(-max(d, 0.0) / 24.0) * 0.95);
    float drift = noise(p * 0.012 + uTime * 0.02) + 0.5 * noise(p * 0.031 - uTime * 0.03);
    color = mix(color, uShallow, smoothstep(0.35, 1.25, drift) * 0.2);
    float wave = d + (swell - 0.75) * 3.0;
    float foam = smoothstep(1.6, 0.9, abs(wave - 1.2));
    foam += smoothstep(0.9, 0.25, abs(wave - 7.5 - sin(uTime * 0.5) * 1.2)) * 0.5;
    foam += smoothstep(0.6, 0.2, abs(wave - 14.0 - sin(uTime * 0.4 + 1.0) * 1.5)) * 0.25;
    color = mix(color, uFoam, clamp(foam, 0.0, 1.0) * 0.8);
    float ripple = noise(vec2(p.x * 0.05 + p.y * 0.02, p.y * 0.28 - p.x * 0.03) + vec2(uTime * 0.1, uTime * 0.25));
    color += smoothstep(0.72, 0.9, ripple) * 0.03 * (1.0 - 0.8 * uNight);
    float glint = smoothstep(1.26, 1.34, noise(p * 0.35 + vec2(uTime * 0.3, 0.0)) + 0.5 * noise(p * 0.9 - uTime * 0.2));
    color += glint * 0.06 * (1.0 - 0.6 * uNight);
    color = mix(color, uHaze, smoothstep(uHazeNear, uHazeFar, vAway));
    gl_FragColor = vec4(color, 1.0);
    #include <tonemapping_fragment>
    #include <colorspace_fragment>
  }
`
