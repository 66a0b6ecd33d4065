// Starts the page: the shell at once, the city as soon as it answers.
import '@fontsource-variable/outfit'
import { createRoot } from 'react-dom/client'
import { must } from '@civitas/kit/assert'
import { App } from './app.tsx'
import './app.css'

createRoot(must(document.getElementById('root'), 'the page has a root element')).render(<App />)
