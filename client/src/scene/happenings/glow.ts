// Smoke, flames, lanterns, signs and all else of incidents: one instanced mesh of little pictures that face the camera. One draw call.
import {
  CustomBlending,
  DoubleSide,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  PlaneGeometry,
  ShaderMaterial,
} from 'three'
import { crowdUniforms } from '../crowd/crowd-material.ts'
import { shared } from '../materials/uniforms.ts'
import { peopleShader } from './people-shader.ts'
import type { Spark } from './sparks.ts'

/** Where pictures go whose bearer is not to be seen: no pixel of them is drawn. */
const NOWHERE = -1_000

export interface Glow {
  mesh: InstancedMesh
  /** Moves what is carried to where its bearers are. Called once a frame. */
  follow(whereIs: (resident: number) => { x: number; z: number } | undefined): void
}

export function glowOf(sparks: readonly Spark[]): Glow {
  const geometry = new PlaneGeometry(2, 2)
  const spots = new InstancedBufferAttribute(new Float32Array(sparks.length * 3), 3)
  const kinds = new Float32Array(sparks.length * 4)
  for (const [index, { x, y, z, kind, seed, size, bearer }] of sparks.entries()) {
    spots.setXYZ(index, x, bearer === undefined ? y : NOWHERE, z)
    kinds.set([kind, seed, size, bearer === undefined ? 0 : 1], index * 4)
  }
  geometry.setAttribute('aSpot', spots.setUsage(DynamicDrawUsage))
  geometry.setAttribute('aKind', new InstancedBufferAttribute(kinds, 4))
  const mesh = new InstancedMesh(geometry, material, sparks.length)
  mesh.name = 'glow'
  mesh.frustumCulled = false
  mesh.renderOrder = 4
  const carried = [...sparks.entries()].filter(([, { bearer }]) => bearer !== undefined)
  return {
    mesh,
    follow(whereIs) {
      if (carried.length === 0) return
      const scale = crowdUniforms.uScale.value
      for (const [index, { x, y, z, bearer = 0 }] of carried) {
        const spot = whereIs(bearer)
        if (spot) spots.setXYZ(index, spot.x + x * scale, y * scale, spot.z + z * scale)
        else spots.setY(index, NOWHERE)
      }
      spots.needsUpdate = true
    },
  }
}

const vertexShader = /* glsl */ `
  attribute vec3 aSpot;
  attribute vec4 aKind; // kind, seed, size, whether somebody carries it
  varying vec2 vAt;
  varying float vKind, vSeed, vAge, vShown;
  uniform float uTime, uNight, uScale;
  float random(float seed) { return fract(sin(seed * 91.7) * 43758.5453); }
  void main() {
    float seed = aKind.y;
    vKind = aKind.x;
    vSeed = seed;
    vec3 at = aSpot;
    float size = aKind.z * mix(1.0, uScale, aKind.w);
    vec2 corner = position.xy;
    bool flat_ = false;
    vShown = step(${NOWHERE / 2}.0, aSpot.y);
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
    } else if (vKind < 3.5) {
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
    } else if (vKind < 4.5) {
      vAge = fract(seed + uTime * 0.22);
      flat_ = true;
    } else if (vKind < 5.5) {
      // The light swings from side to side as its bearer looks about.
      vAge = uTime * 0.5 + seed * 6.2831853 + 1.1 * sin(uTime * 0.9 + seed * 20.0);
      flat_ = true;
    } else if (vKind < 6.5) {
      vAge = 0.5 + 0.5 * sin(uTime * 2.3 + seed * 30.0);
      at.y += sin(uTime * 2.6 + seed * 20.0) * 0.08;
    } else if (vKind < 7.5) {
      // Signs stand on their pole and are shaken now and then; those in the ground are not.
      corner = position.xy + vec2(0.0, 1.0);
      float shake = aKind.w * sin(uTime * 5.0 + fract(seed) * 40.0) * smoothstep(0.2, 0.9, sin(uTime * 0.7 + fract(seed) * 50.0));
      at.y += abs(shake) * 0.25;
      float tilt = (fract(seed) - 0.45) * 0.3 + shake * 0.12;
      corner = mat2(cos(tilt), sin(tilt), -sin(tilt), cos(tilt)) * corner;
    } else if (vKind < 8.5) {
      vAge = fract(seed + uTime * 0.3);
      at += vec3(sin(seed * 40.0 + uTime) * 0.25, vAge * 3.4, 0.0);
      size *= smoothstep(0.0, 0.2, vAge);
      vShown *= 1.0 - vAge * vAge;
    } else {
      corner = position.xy + vec2(0.0, 1.0);
      at.y += abs(sin(uTime * 5.0)) * 0.22;
    }
    vAt = position.xy;
    vec4 seen = viewMatrix * vec4(at + (flat_ ? vec3(position.x, 0.0, position.y) * size : vec3(0.0)), 1.0);
    if (!flat_) seen.xy += corner * size;
    gl_Position = projectionMatrix * seen;
  }
`

const fragmentShader = /* glsl */ `
  varying vec2 vAt;
  varying float vKind, vSeed, vAge, vShown;
  uniform float uNight;
  ${peopleShader}
  vec3 hue(float h) { return clamp(abs(fract(h + vec3(0.0, 0.667, 0.333)) * 6.0 - 3.0) - 1.0, 0.0, 1.0); }
  void main() {
    float r = length(vAt);
    if (r > 1.0 && vKind < 6.5 || vShown <= 0.0) discard;
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
      // By day it would bleach all that it covers.
      shines = mix(0.3, 0.75, uNight);
    } else if (vKind < 2.5) {
      vec3 paper = mix(vec3(1.0), hue(fract(vSeed * 5.0)), 0.78);
      float ball = smoothstep(0.42, 0.34, r * (1.0 + uNight * 1.2));
      float halo = pow(1.0 - r, 2.4) * uNight * (0.75 + 0.25 * vAge);
      color = mix(paper, mix(paper, vec3(1.0, 0.85, 0.55), 0.3), uNight);
      alpha = max(ball, halo * 0.9);
      shines = uNight;
    } else if (vKind > 3.5) {
      drawPeople(color, alpha, shines);
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

/** One for all meshes that come and go: it is compiled once. */
const material = new ShaderMaterial({
  transparent: true,
  depthWrite: false,
  // What lies on the ground has its back to the sky.
  side: DoubleSide,
  // Colours come multiplied by their alpha: smoke covers, and what shines adds, in one call.
  blending: CustomBlending,
  blendSrc: OneFactor,
  blendDst: OneMinusSrcAlphaFactor,
  uniforms: { ...shared, uScale: crowdUniforms.uScale },
  vertexShader,
  fragmentShader,
})
