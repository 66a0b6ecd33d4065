// Starts the page: the shell at once, the city as soon as it answers.
import '@fontsource-variable/outfit'
import { createRoot } from 'react-dom/client'
import { must } from '@civitas/kit/assert'
import { App } from './app.tsx'
import './styles/base.css'
import './styles/top-bar.css'
import './styles/panels.css'
import './styles/labels.css'
import './styles/narrow.css'

createRoot(must(document.getElementById('root'), 'the page has a root element')).render(<App />)
