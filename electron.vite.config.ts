import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

import { NONCE_PLACEHOLDER } from './src/main/shell/page/page-headers.ts'

/** Natives and what only Electron has; all other code is bundled, so that a start reads few files. */
const external = ['keytar', 'bufferutil', 'utf-8-validate']

/**
 * Three targets. Main's chunks lie flat in out/main, because `../../resources/` is found from the file that asks.
 * The preload is CommonJS in one file: a sandboxed preload can load nothing but electron.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node24',
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          serve: 'src/main/serve.ts',
          cli: 'src/main/cli.ts',
          'tokenizer-worker': 'src/main/tokenizer/worker.ts',
          'practice-worker': 'src/main/practice/worker.ts',
          'verify-worker': 'src/main/estimates/verify/worker.ts',
          'match-worker': 'src/main/test-cases/match-worker.ts',
        },
        external,
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    html: { cspNonce: NONCE_PLACEHOLDER },
    plugins: [react()],
    build: {
      rolldownOptions: { input: 'src/renderer/index.html' },
      minify: true,
      // The policy allows no data: fonts, and the whole window is one page: there is nothing to load later.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
    },
  },
})
