// Walls and roofs: rounded boxes whose bevel keeps its size, with windows, parapets and green roofs drawn by the shader.
import {
  MeshDepthMaterial,
  MeshLambertMaterial,
  RGBADepthPacking,
  type WebGLProgramParametersWithUniforms,
} from 'three'
import { lyingSnow, lyingUniforms } from './lying-snow.ts'
import { hasPower, shared } from './uniforms.ts'

/** Bevel radius, metres. */
const BEVEL = 0.4

// The geometry is a unit box with rounded edges: its corners are pushed out to the real size, the roundness stays.
const nineSlice = (bevel: number) => /* glsl */ `
  vec3 half3 = aSize * 0.5;
  float bevel = min(${bevel.toFixed(1)}, min(half3.x, min(half3.y, half3.z)) * 0.55);
  vec3 transformed = sign(position) * (half3 - bevel) + normal * bevel;
  transformed.y += half3.y;
`

const vertexDeclarations = /* glsl */ `#include <common>
  attribute vec3 aSize;
  attribute vec3 aLook; // windows, seed, roof
  varying vec3 vLocal;
  varying vec3 vFace;
  varying float vAbove;
  // Flat, or the hash below speckles.
  flat varying vec3 vSize;
  flat varying vec3 vLook;
  flat varying float vPower;
  uniform vec4 uDark;
`

const vertexBody = (bevel: number) => /* glsl */ `${nineSlice(bevel)}
  vLocal = transformed;
  vFace = normal;
  vSize = aSize;
  vLook = aLook;
  vPower = ${hasPower};
  vAbove = (instanceMatrix * vec4(transformed, 1.0)).y;
`

const fragmentDeclarations = /* glsl */ `#include <common>
  varying vec3 vLocal;
  varying vec3 vFace;
  varying float vAbove;
  flat varying vec3 vSize;
  flat varying vec3 vLook;
  flat varying float vPower;
  ${lyingUniforms}
  uniform float uNight;
  uniform vec3 uGlow;
  float random2(vec2 p) {
    p = fract(p * vec2(127.31, 311.73));
    p += dot(p, p + 41.17);
    return fract(p.x * p.y);
  }
`

const fragmentColor = /* glsl */ `#include <color_fragment>
  vec3 windowLight = vec3(0.0);
  if (abs(vFace.y) < 0.5) {
    float style = vLook.x;
    if (style > 0.5) {
      bool sideways = abs(vFace.x) > abs(vFace.z);
      float wallWidth = sideways ? vSize.z : vSize.x;
      vec2 at = vec2(sideways ? vLocal.z : vLocal.x, vLocal.y);
      vec2 cell = style < 1.5 ? vec2(2.3, 3.1) : style < 2.5 ? vec2(2.0, 3.1) : style < 3.5 ? vec2(3.8, 3.1) : vec2(1.5, 3.1);
      vec2 pane = style < 1.5 ? vec2(0.44, 0.5) : style < 2.5 ? vec2(0.56, 0.58) : style < 3.5 ? vec2(0.84, 0.46) : vec2(0.66, 0.8);
      float width = max(wallWidth - 1.2, 0.8);
      float height = max(vSize.y - 0.9, 0.8);
      vec2 count = max(vec2(1.0), floor(vec2(width / cell.x, height / cell.y + 0.25)));
      vec2 uv = vec2((at.x + width * 0.5) / width, (at.y - 0.5) / height) * count;
      vec2 id = floor(uv);
      vec2 inCell = fract(uv) - 0.5;
      vec2 soft = fwidth(uv) * 0.75 + 1e-4;
      vec2 edge = smoothstep(pane * 0.5 + soft, pane * 0.5 - soft, abs(inCell));
      float onWall = step(0.0, uv.x) * step(uv.x, count.x) * step(0.0, uv.y) * step(uv.y, count.y);
      float distant = smoothstep(0.35, 1.1, max(soft.x, soft.y));
      float glass = mix(edge.x * edge.y * onWall, pane.x * pane.y * onWall, distant);
      float chance = random2(id + vLook.y + (sideways ? 17.0 : 3.0) + step(0.0, sideways ? vFace.x : vFace.z) * 29.0);
      vec3 frame = vec3(1.0, 0.975, 0.93);
      vec2 wide = pane * 0.5 + vec2(0.11, 0.08);
      float rim = smoothstep(wide.x + soft.x, wide.x, abs(inCell.x)) * smoothstep(wide.y + soft.y, wide.y, abs(inCell.y));
      rim *= onWall * (1.0 - distant) * (1.0 - glass);
      if (style < 1.5) diffuseColor.rgb = mix(diffuseColor.rgb, frame, rim * 0.6);
      vec3 dim = mix(diffuseColor.rgb * vec3(0.32, 0.42, 0.54), vec3(0.46, 0.65, 0.76), 0.25 + 0.35 * chance);
      float cross = style < 1.5 ? smoothstep(0.035 + soft.x, 0.035, abs(inCell.x)) * (1.0 - distant) : 0.0;
      diffuseColor.rgb = mix(diffuseColor.rgb, mix(dim, frame, cross * 0.6), glass * 0.9);
      float sill = smoothstep(0.05 + soft.y, 0.05, abs(fract(uv.y) - 0.03)) * onWall * (1.0 - distant);
      diffuseColor.rgb *= 1.0 - 0.06 * sill;
      float lit = mix(step(1.0 - 0.52 * uNight, chance), 0.5 * uNight, distant);
      vec3 tint = mix(uGlow, mix(vec3(1.0, 0.7, 0.4), vec3(0.75, 0.88, 1.0), step(0.82, fract(chance * 7.7))), 0.4);
      windowLight = tint * glass * lit * vPower * uNight * (1.1 + 0.6 * fract(chance * 13.0));
    }
  } else if (vFace.y > 0.5 && vLook.z > 0.5 && min(vSize.x, vSize.z) > 3.0) {
    vec2 rim = vSize.xz * 0.5 - abs(vLocal.xz);
    float inset = min(rim.x, rim.y);
    float deck = smoothstep(0.6, 0.72, inset);
    vec3 surface = vLook.z > 2.5 ? vec3(0.4, 0.58, 0.25) : mix(diffuseColor.rgb, vec3(0.85, 0.82, 0.77), 0.4) * 0.9;
    diffuseColor.rgb = mix(diffuseColor.rgb * 1.05, surface, deck);
    diffuseColor.rgb *= 1.0 - 0.17 * smoothstep(1.5, 0.72, inset) * deck;
  }
  ${lyingSnow}
  // Contact shade: walls darken a little towards the ground.
  float lift = smoothstep(-0.1, 1.0, sqrt(clamp(vAbove / 8.0, 0.0, 1.0)));
  diffuseColor.rgb *= mix(vec3(0.69, 0.66, 0.73), vec3(1.0), lift);
`

const fragmentOut = /* glsl */ `
  outgoingLight += windowLight;
  outgoingLight += diffuseColor.rgb * uNight * vec3(0.26, 0.15, 0.06) * (1.0 - clamp(vAbove / 10.0, 0.0, 1.0));
  #include <opaque_fragment>
`

/** `round`: for the geometry with rounded edges; else for a plain unit box. */
export function buildingMaterial(round: boolean): MeshLambertMaterial {
  const material = new MeshLambertMaterial()
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    Object.assign(shader.uniforms, shared)
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', vertexDeclarations)
      .replace('#include <begin_vertex>', vertexBody(round ? BEVEL : 0))
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <common>', fragmentDeclarations)
      .replace('#include <color_fragment>', fragmentColor)
      .replace('#include <opaque_fragment>', fragmentOut)
  }
  return material
}

/** The same shape for the shadow pass. */
export function buildingDepthMaterial(round: boolean): MeshDepthMaterial {
  const material = new MeshDepthMaterial({ depthPacking: RGBADepthPacking })
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', '#include <common>\nattribute vec3 aSize;')
      .replace('#include <begin_vertex>', nineSlice(round ? BEVEL : 0))
  }
  return material
}
