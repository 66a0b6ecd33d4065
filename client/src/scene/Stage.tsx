// The canvas and its root. Not R3F's <Canvas>: that pulls in all of three, here only what the scene names is extended.
import { createRoot, extend } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import { CustomToneMapping, DirectionalLight, HemisphereLight, VSMShadowMap } from 'three'
import type { LiveCity } from '../session.ts'
import { City } from './City.tsx'
import { installToneCurve } from './materials/tone.ts'
import { chooseQuality, pixelRatioFor } from './quality.ts'
import { createView } from './view.ts'

extend({ DirectionalLight, HemisphereLight })
installToneCurve()

export function Stage({ city }: { city: LiveCity }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => (host.current ? mount(host.current, city) : undefined), [city])
  return <div ref={host} className="stage" />
}

/** Builds the picture into an element. Returns the function that takes it down. */
function mount(host: HTMLElement, city: LiveCity): () => void {
  const quality = chooseQuality(new URLSearchParams(location.search), innerWidth)
  const canvas = document.createElement('canvas')
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `${city.map.title}, seen from above. The residents are listed under People.`)
  const overlay = document.createElement('div')
  overlay.className = 'overlay'
  overlay.ariaHidden = 'true'
  host.append(canvas, overlay)
  const view = createView(city, quality, overlay)
  const root = createRoot(canvas)
  const size = () => ({ width: host.clientWidth, height: host.clientHeight, top: 0, left: 0 })
  const configure = () =>
    root.configure({
      size: size(),
      dpr: pixelRatioFor(quality, host.clientWidth, devicePixelRatio),
      shadows: quality.shadowMap > 0 ? { enabled: true, type: VSMShadowMap, autoUpdate: false } : false,
      gl: { antialias: quality.antialias, powerPreference: 'high-performance', toneMapping: CustomToneMapping },
      camera: { fov: 22, near: 8, far: 4000 },
    })
  let gone = false
  void configure().then(() => {
    if (!gone) root.render(<City view={view} />)
  })
  const observer = new ResizeObserver(() => void configure())
  observer.observe(host)
  return () => {
    gone = true
    observer.disconnect()
    root.unmount()
    canvas.remove()
    overlay.remove()
  }
}
