import { createParser } from 'eventsource-parser'

export interface SseHandlers {
  /** The data of one event. `unfinished`: the stream ended before the blank line that closes it, so it may be cut. */
  readonly onData: (data: string, unfinished: boolean) => void
  /** A comment line, an event that says nothing, or empty lines: the server says that it is still there. */
  readonly onKeepAlive: () => void
}

export interface SseReader {
  push(bytes: Uint8Array): void
  /** Call once after the last byte, whether the stream ended well or was cut. */
  end(): void
}

/**
 * Reads server-sent events from bytes cut anywhere, also inside a character or between CR and LF.
 * While queued the API sends `: keep-alive` comments (docs of 2026-08); gateways in between send empty lines.
 */
export function createSseReader(handlers: SseHandlers): SseReader {
  const decoder = new TextDecoder()
  let unfinished = false
  let sawEvent = false
  /** Nothing of an event has come that is not closed yet. */
  let between = true
  const parser = createParser({
    onEvent(event) {
      sawEvent = true
      if (event.data.trim() !== '') handlers.onData(event.data, unfinished)
      else if (!unfinished) handlers.onKeepAlive()
    },
    onComment() {
      between = true
      if (!unfinished) handlers.onKeepAlive()
    },
  })
  return {
    push(bytes) {
      sawEvent = false
      const text = decoder.decode(bytes, { stream: true })
      parser.feed(text)
      if (!sawEvent && between && /^[\r\n]+$/.test(text)) handlers.onKeepAlive()
      if (text !== '') between = (between || sawEvent) && /[\r\n]$/.test(text)
    },
    end() {
      unfinished = true
      parser.feed(`${decoder.decode()}\n\n`)
    },
  }
}
