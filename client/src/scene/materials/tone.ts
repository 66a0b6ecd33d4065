// Tone curve: straight to 3/4 and a soft shoulder above, a little more saturation. The stock neutral curve
// also lifts its toe by the darkest channel, which makes night colours garish.
import { ShaderChunk } from 'three'

const STOCK = 'vec3 CustomToneMapping( vec3 color ) { return color; }'

const OURS = /* glsl */ `
vec3 CustomToneMapping(vec3 color) {
  color *= toneMappingExposure;
  float grey = dot(color, vec3(0.2126, 0.7152, 0.0722));
  color = max(mix(vec3(grey), color, 1.1), 0.0);
  const float knee = 0.75;
  float peak = max(color.r, max(color.g, color.b));
  if (peak <= knee) return color;
  float room = 1.0 - knee;
  float bent = 1.0 - room * room / (peak + room - knee);
  vec3 scaled = color * (bent / peak);
  float towardsWhite = 1.0 - 1.0 / (0.16 * (peak - bent) + 1.0);
  return mix(scaled, vec3(bent), towardsWhite);
}`

/** Installs the curve; call once, before the first material compiles. */
export function installToneCurve(): void {
  ShaderChunk.tonemapping_pars_fragment = ShaderChunk.tonemapping_pars_fragment.replace(STOCK, OURS)
}
