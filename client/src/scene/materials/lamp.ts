// Street lamps: the post with its globe that shines at night, and the disc of light on the ground.
import { AdditiveBlending, MeshLambertMaterial, ShaderMaterial, type WebGLProgramParametersWithUniforms } from 'three'
import { hasPower, shared } from './uniforms.ts'

/** Radius of the disc of light, metres. */
const DISC = '5.4'

export function lampMaterial(): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: true })
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    Object.assign(shader.uniforms, shared)
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', '#include <common>\nvarying float vGlobe;\nuniform vec4 uDark;')
      .replace('#include <begin_vertex>', `#include <begin_vertex>\nvGlobe = step(2.7, position.y) * (${hasPower});`)
    shader.fragmentShader = shader.fragmentShader
      .replace(
        '#include <common>',
        '#include <common>\nvarying float vGlobe;\nuniform float uNight;\nuniform vec3 uGlow;',
      )
      .replace(
        '#include <opaque_fragment>',
        'outgoingLight += uGlow * vGlobe * uNight * 1.4;\n#include <opaque_fragment>',
      )
  }
  return material
}

export function lampLightMaterial(): ShaderMaterial {
  return new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    blending: AdditiveBlending,
    uniforms: shared,
    vertexShader: /* glsl */ `
      varying vec2 vAt;
      uniform vec4 uDark;
      void main() {
        vAt = position.xz;
        float reach = ${DISC} * (${hasPower});
        gl_Position = projectionMatrix * viewMatrix * instanceMatrix * vec4(position.x * reach, 0.0, position.z * reach, 1.0);
      }`,
    fragmentShader: /* glsl */ `
      varying vec2 vAt;
      uniform float uNight;
      void main() {
        float k = pow(max(0.0, 1.0 - length(vAt)), 2.1);
        gl_FragColor = vec4(mix(vec3(1.0, 0.4, 0.12), vec3(1.0, 0.68, 0.34), k) * k * 0.34 * uNight, 1.0);
        #include <colorspace_fragment>
      }`,
  })
}
