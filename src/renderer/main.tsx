import './styles/index.css'
import { createRoot } from 'react-dom/client'

import { App } from './app/app.tsx'
import { connectBridge } from './lib/bridge.ts'
import { guardComposition } from './lib/composition-guard.ts'
import { guardDrops } from './lib/drop-guard.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
guardComposition(window)
guardDrops(window)
createRoot(root).render(<App bridge={connectBridge()} />)
