import { parentPort } from 'node:worker_threads'

import { matchText } from './match-text.ts'
import type { MatchQuestion } from './matcher.ts'

// oxlint-disable unicorn/require-post-message-target-origin -- the port of a thread has no origin
parentPort?.on('message', (question: MatchQuestion) => parentPort?.postMessage(matchText(question)))
// The first schema costs a hundred times the second; it must not cost a user's question its time.
matchText({ kind: 'schema', schema: { type: 'object' }, text: '{}' })
parentPort?.postMessage('ready')
