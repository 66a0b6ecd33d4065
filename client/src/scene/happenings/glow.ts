// Smoke, flames, lanterns and fireworks of all incidents: one instanced mesh of little pictures that face the camera. One draw call.
import {
  CustomBlending,
  InstancedBufferAttribute,
  InstancedMesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  PlaneGeometry,
  ShaderMaterial,
} from 'three'
import { shared } from '../materials/uniforms.ts'
import type { Spark } from './sparks.ts'

export function glowMesh(sparks: readonly Spark[]): InstancedMesh {
  const geometry = new PlaneGeometry(2, 2)
  const spots = new Float32Array(sparks.length * 3)
  const kinds = new Float32Array(sparks.length * 3)
  for (const [index, { x, y, z, kind, seed, size }] of sparks.entries()) {
    spots.set([x, y, z], index * 3)
    kinds.set([kind, seed, size], index * 3)
  }
  geometry.setAttribute('aSpot', new InstancedBufferAttribute(spots, 3))
  geometry.setAttribute('aKind', new InstancedBufferAttribute(kinds, 3))
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    // Colours come multiplied by their alpha: smoke covers, and what shines adds, in one call.
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    uniforms: shared,
    vertexShader,
    fragmentShader,
  })
  const mesh = new InstancedMesh(geometry, material, sparks.length)
  mesh.name = 'glow'
  mesh.frustumCulled = false
  mesh.renderOrder = 4
  return mesh
}

const vertexShader = /* glsl */ `
  attribute vec3 aSpot;
  attribute vec3 aKind; // kind, seed, size
  varying vec2 vAt;
  varying float vKind, vSeed, vAge, vShown;
  uniform float uTime, uNight;
  float random(float seed) { return fract(sin(seed * 91.7) * 43758.5453); }
  void main() {
    float seed = aKind.y;
    vKind = aKind.x;
    vSeed = seed;
    vec3 at = aSpot;
    float size = aKind.z;
    vShown = 1.0;
    if (vKind < 0.5) {
      vAge = fract(seed + uTime * 0.075);
      at += vec3(vAge * 17.0 + sin(seed * 50.0 + uTime * 0.4) * 2.0, vAge * 46.0, vAge * 8.0 + cos(seed * 70.0) * 2.5);
      size *= 0.55 + vAge * 2.6;
      vShown = smoothstep(0.0, 0.12, vAge) * pow(1.0 - vAge, 1.4);
    } else if (vKind < 1.5) {
      vAge = fract(seed + uTime * (0.8 + random(seed) * 0.5));
      at += vec3(sin(seed * 60.0 + uTime * 3.0) * 0.5, vAge * 6.5, cos(seed * 40.0 + uTime * 2.0) * 0.5);
      size *= (1.15 - vAge) * (0.8 + 0.4 * random(seed + 3.0));
      vShown = smoothstep(0.0, 0.1, vAge) * (1.0 - vAge * vAge);
    } else if (vKind < 2.5) {
      vAge = 0.5 + 0.5 * sin(uTime * 1.7 + seed * 30.0);
      at += vec3(0.0, sin(uTime * 0.9 + seed * 20.0) * 0.16, 0.0);
      size *= 1.0 + uNight * 1.5;
    } else {
      // One burst after the other; all sparks of a burst share the whole part of their seed.
      float burst = floor(seed);
      float turn = uTime * 0.16 + random(burst);
      float count = floor(turn);
      vAge = fract(turn) * 3.4;
      float where = burst + count * 7.0;
      vec3 middle = vec3(random(where) - 0.5, 0.0, random(where + 1.7) - 0.5) * 56.0;
      float a = fract(seed) * 6.2831853 * 13.0;
      float b = fract(seed * 7.31) * 2.0 - 1.0;
      vec3 away = vec3(cos(a) * sqrt(1.0 - b * b), b, sin(a) * sqrt(1.0 - b * b));
      float spread = 1.0 - exp(-vAge * 3.4);
      at += middle + vec3(0.0, 34.0 + random(where + 2.3) * 16.0, 0.0) + away * 15.0 * spread - vec3(0.0, vAge * vAge * 5.0, 0.0);
      size *= 1.0 - 0.5 * min(vAge, 1.0);
      vShown = step(vAge, 1.0) * (1.0 - vAge) * smoothstep(0.3, 0.8, uNight);
      vSeed = where;
    }
    vAt = position.xy;
    vec4 seen = viewMatrix * vec4(at, 1.0);
    seen.xy += position.xy * size;
    gl_Position = projectionMatrix * seen;
  }
`

const fragmentShader = /* glsl */ `
  varying vec2 vAt;
  varying float vKind, vSeed, vAge, vShown;
  uniform float uNight;
  vec3 hue(float h) { return clamp(abs(fract(h + vec3(0.0, 0.667, 0.333)) * 6.0 - 3.0) - 1.0, 0.0, 1.0); }
  void main() {
    float r = length(vAt);
    if (r > 1.0) discard;
    vec3 color;
    float alpha;
    float shines = 0.0;
    if (vKind < 0.5) {
      float lump = 0.5 + 0.5 * sin(vAt.x * 4.0 + vSeed * 30.0) * cos(vAt.y * 5.0 - vSeed * 17.0);
      alpha = smoothstep(1.0, 0.15, r) * vShown * (0.5 + 0.3 * lump);
      color = mix(vec3(0.13, 0.12, 0.13), vec3(0.46, 0.45, 0.47), vAge) * (1.0 - 0.62 * uNight);
      color += vec3(0.9, 0.3, 0.06) * pow(1.0 - vAge, 7.0) * 0.7;
    } else if (vKind < 1.5) {
      float core = smoothstep(1.0, 0.0, r);
      color = mix(vec3(1.0, 0.28, 0.04), vec3(1.0, 0.82, 0.3), core * (1.0 - vAge * 0.7));
      alpha = core * vShown;
      shines = 0.75;
    } else if (vKind < 2.5) {
      vec3 paper = mix(vec3(1.0), hue(fract(vSeed * 5.0)), 0.78);
      float ball = smoothstep(0.42, 0.34, r * (1.0 + uNight * 1.2));
      float halo = pow(1.0 - r, 2.4) * uNight * (0.75 + 0.25 * vAge);
      color = mix(paper, mix(paper, vec3(1.0, 0.85, 0.55), 0.3), uNight);
      alpha = max(ball, halo * 0.9);
      shines = uNight;
    } else {
      color = mix(hue(fract(vSeed * 0.37)), vec3(1.0), smoothstep(0.5, 0.0, r) * 0.7) * 1.5;
      alpha = smoothstep(1.0, 0.0, r) * vShown;
      shines = 1.0;
    }
    gl_FragColor = vec4(color, 1.0);
    #include <colorspace_fragment>
    gl_FragColor = vec4(gl_FragColor.rgb * alpha, alpha * (1.0 - shines));
  }
`
