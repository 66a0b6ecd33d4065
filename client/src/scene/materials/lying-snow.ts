// What the sky leaves on whatever faces up: snow whitens it, rain darkens it.
import type { MeshLambertMaterial } from 'three'
import { shared } from './uniforms.ts'

/** Declares what the next line needs; `vNormal` is the material's own. */
export const lyingUniforms = 'uniform float uSnow, uWet;'

/** After the colour is known. */
export const lyingSnow = /* glsl */ `
  float up = smoothstep(0.3, 0.85, dot(normalize(vNormal), (viewMatrix * vec4(0.0, 1.0, 0.0, 0.0)).xyz));
  diffuseColor.rgb = mix(diffuseColor.rgb * (1.0 - 0.24 * uWet * up), vec3(0.9, 0.94, 1.0), up * uSnow);
`

export function underTheSky<Material extends MeshLambertMaterial>(material: Material): Material {
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, shared)
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <common>', `#include <common>\n${lyingUniforms}`)
      .replace('#include <color_fragment>', `#include <color_fragment>${lyingSnow}`)
  }
  return material
}
