// Draws the crowd: position between two snapshots, gait, pose and colours, all in the vertex shader.
import { Color, MeshLambertMaterial, ShaderMaterial, type WebGLProgramParametersWithUniforms } from 'three'
import { shared } from '../materials/uniforms.ts'
import { clothes, hairs, skins } from '../palette.ts'

/** Districts at most: what the scenario schema allows. */
const MOST_DISTRICTS = 32

const colors = (list: readonly string[]) => list.map((css) => new Color(css))

/** Uniforms of the crowd alone; `uAlpha` says per district how far between its two snapshots the picture stands. */
export const crowdUniforms = {
  uAlpha: { value: Array.from({ length: MOST_DISTRICTS }, () => 1) },
  /** Grows a little with the camera's distance, so that people stay visible. */
  uScale: { value: 1 },
  uClothes: { value: colors(clothes) },
  uSkins: { value: colors(skins) },
  uHairs: { value: colors(hairs) },
}

const declarations = /* glsl */ `
  attribute vec4 aFrom; // x, z, heading, pose
  attribute vec4 aTo;
  attribute vec4 aLook; // resident, district, dice, flags
  uniform float uAlpha[${MOST_DISTRICTS}];
  uniform float uScale;
  uniform float uTime;
`

const place = /* glsl */ `
  float share = uAlpha[int(aLook.y + 0.5)];
  vec2 spot = mix(aFrom.xy, aTo.xy, share);
  float turnBy = aTo.z - aFrom.z;
  turnBy = atan(sin(turnBy), cos(turnBy));
  float heading = aFrom.z + turnBy * min(1.0, share * 1.6);
  float walking = smoothstep(0.01, 0.06, distance(aFrom.xy, aTo.xy));
  int pose = int((share < 0.5 ? aFrom.w : aTo.w) + 0.5);
  float beat = uTime * 9.5 + aLook.z;
`

// pose: 0 standing, 1 walking, 2 talking, 3 working, 4 eating, 5 resting, 6 fainted (order of \`poses\` in frame.ts)
const act = /* glsl */ `
  ${place}
  float scale = uScale * (0.92 + fract(aLook.z * 0.137) * 0.16);
  vec3 p = position;
  vec3 n = normal;
  float breath = sin(uTime * 2.1 + aLook.z);
  float swing = walking * sin(beat) * 0.5;
  if (pose == 2) swing += sin(uTime * 5.0 + aLook.z) * 0.35;
  if (pose == 3) swing += 0.5 + sin(uTime * 7.0 + aLook.z) * 0.6;
  if (aPart > 2.5) {
    float hand = aPart < 3.5 ? 1.0 : -1.0;
    float raise = (pose == 3 || (pose == 2 && hand > 0.0) || pose == 4) ? 0.7 : 0.0;
    float by = -swing * (pose == 3 ? 1.0 : hand) - raise;
    float c = cos(by), s = sin(by);
    vec2 arm = vec2(p.y - 1.22, p.z);
    p.yz = vec2(arm.x * c - arm.y * s + 1.22, arm.x * s + arm.y * c);
  }
  if (pose == 5) {
    float low = smoothstep(0.0, 1.2, p.y);
    p.y *= mix(0.62, 0.86, low);
    p.z -= (1.0 - low) * -0.16;
  }
  float nod = (pose == 2 ? sin(uTime * 4.0 + aLook.z) * 0.1 : pose == 4 ? max(0.0, sin(uTime * 3.0 + aLook.z)) * 0.3 : 0.0);
  float bow = walking * 0.07 + nod + (pose == 3 ? 0.16 + 0.1 * sin(uTime * 7.0 + aLook.z) : 0.0);
  if (pose == 6) bow = -1.5;
  float cb = cos(bow), sb = sin(bow);
  p.yz = vec2(p.y * cb - p.z * sb, p.y * sb + p.z * cb);
  n.yz = vec2(n.y * cb - n.z * sb, n.y * sb + n.z * cb);
  p.x += walking * sin(beat) * 0.045 * p.y;
  p.y += walking * abs(sin(beat)) * 0.16 + (1.0 - walking) * breath * 0.012 * p.y + (pose == 6 ? 0.45 : 0.0);
  float ch = cos(heading), sh = sin(heading);
  p *= scale;
`

const vertexNormal = /* glsl */ `${act}
  vec3 objectNormal = vec3(ch * n.x + sh * n.z, n.y, -sh * n.x + ch * n.z);
`
const vertexBody = /* glsl */ `
  vec3 transformed = vec3(ch * p.x + sh * p.z + spot.x, p.y + 0.1, -sh * p.x + ch * p.z + spot.y);
  int dice = int(aLook.z + 0.5);
  int flags = int(aLook.w + 0.5);
  bool owned = (flags & 1) == 1;
  vec3 cloth = uClothes[dice % ${clothes.length}];
  vec3 skin = uSkins[(dice / 16) % ${skins.length}];
  vec3 hair = owned ? vec3(1.0, 0.72, 0.12) : uHairs[(dice / 128) % ${hairs.length}];
  vTint = aPart < 0.5 || aPart > 2.5 ? cloth : aPart < 1.5 ? skin : hair;
  vChosen = float((flags & 2) / 2);
`

export function crowdMaterial(): MeshLambertMaterial {
  const material = new MeshLambertMaterial()
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    Object.assign(shader.uniforms, shared, crowdUniforms)
    shader.vertexShader = shader.vertexShader
      .replace(
        '#include <common>',
        `#include <common>\n${declarations}
        attribute float aPart;
        uniform vec3 uClothes[${clothes.length}];
        uniform vec3 uSkins[${skins.length}];
        uniform vec3 uHairs[${hairs.length}];
        varying vec3 vTint;
        varying float vChosen;`,
      )
      .replace('#include <beginnormal_vertex>', vertexNormal)
      .replace('#include <begin_vertex>', vertexBody)
    shader.fragmentShader = shader.fragmentShader
      .replace(
        '#include <common>',
        '#include <common>\nvarying vec3 vTint;\nvarying float vChosen;\nuniform float uNight;',
      )
      .replace('#include <color_fragment>', 'diffuseColor.rgb = vTint;')
      .replace(
        '#include <opaque_fragment>',
        'outgoingLight += vTint * (0.1 + uNight * 0.2 + vChosen * 0.35);\n#include <opaque_fragment>',
      )
  }
  return material
}

export function blobMaterial(): ShaderMaterial {
  return new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms: { ...shared, ...crowdUniforms },
    vertexShader: /* glsl */ `${declarations}
      varying vec2 vAt;
      varying float vChosen;
      void main() {
        ${place}
        vAt = position.xz;
        vChosen = float((int(aLook.w + 0.5) & 2) / 2);
        float reach = uScale * (vChosen > 0.5 ? 1.7 : pose == 6 ? 1.3 : 0.85);
        gl_Position = projectionMatrix * viewMatrix * vec4(position.x * reach + spot.x, 0.13, position.z * reach + spot.y, 1.0);
      }`,
    fragmentShader: /* glsl */ `
      varying vec2 vAt;
      varying float vChosen;
      uniform float uNight;
      uniform float uTime;
      void main() {
        float d = length(vAt);
        float shade = smoothstep(1.0, 0.2, d * (1.0 + vChosen)) * 0.42 * (1.0 - 0.5 * uNight);
        float ring = vChosen * smoothstep(0.12, 0.05, abs(d - 0.82));
        gl_FragColor = vec4(mix(vec3(0.12, 0.1, 0.22), vec3(1.0, 0.62, 0.28), ring), max(shade, ring * 0.95));
        #include <colorspace_fragment>
      }`,
  })
}
