// Builds the page: a shell that shows at once, and the 3D chunk that it loads after. [§15]
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite dev` finds a running city. */
const CITY_ORIGIN = 'http://127.0.0.1:4000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: {
      '/api': CITY_ORIGIN,
      '/matchmake': CITY_ORIGIN,
      // Room sockets: /processId/roomId?sessionId=
      '^/[\\w-]+/[\\w-]+\\?': { target: CITY_ORIGIN, ws: true },
    },
  },
})
