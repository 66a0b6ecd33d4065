// How much is drawn. `?quality=test` is for headless browsers without a graphics card.

export interface Quality {
  name: 'high' | 'low' | 'test'
  /** Widest picture in device pixels; larger screens are scaled up. */
  widest: number
  pixelRatio: number
  antialias: boolean
  /** Edge of the shadow map; 0 = no shadows. */
  shadowMap: number
  /** Edge of the ground's ambient occlusion texture. */
  ambientMap: number
  /** Subdivisions of crowns and globes; with 0 fewer trees are drawn, too. */
  detail: number
  /** Camera distance beyond which people are drawn with few triangles, metres. */
  nearFigures: number
}

const presets: Record<Quality['name'], Omit<Quality, 'name'>> = {
  high: {
    widest: 3840,
    pixelRatio: 2,
    antialias: true,
    shadowMap: 4096,
    ambientMap: 1024,
    detail: 1,
    nearFigures: 420,
  },
  low: {
    widest: 1600,
    pixelRatio: 1.5,
    antialias: true,
    shadowMap: 2048,
    ambientMap: 512,
    detail: 1,
    nearFigures: 260,
  },
  test: {
    widest: 640,
    pixelRatio: 1,
    antialias: false,
    shadowMap: 0,
    ambientMap: 256,
    detail: 0,
    nearFigures: 0,
  },
}

/** Asked for in the address, else by the size of the device. */
export function chooseQuality(address: URLSearchParams, screenWidth: number): Quality {
  const asked = address.get('quality')
  const name = asked === 'high' || asked === 'low' || asked === 'test' ? asked : screenWidth < 800 ? 'low' : 'high'
  return { name, ...presets[name] }
}

/** The pixel ratio for a picture of this width in CSS pixels. */
export function pixelRatioFor(quality: Quality, width: number, devicePixelRatio: number): number {
  return Math.min(quality.pixelRatio, devicePixelRatio, quality.widest / Math.max(1, width))
}
