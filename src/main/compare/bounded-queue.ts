export interface QueuedWork {
  /** Only so much work of one key is under way at a time. */
  readonly key: string
  readonly limit: number
  /** Must not reject. */
  readonly start: () => Promise<void>
}

/** Work that waits for its turn: first come, first served, each key by itself. */
export interface BoundedQueue {
  /** Starts at once where there is room. Returns the function that drops the work while it still waits: then true. */
  add(work: QueuedWork): () => boolean
}

/** A queue in which only so many works of one key are under way at a time. */
export function createBoundedQueue(): BoundedQueue {
  const waiting: QueuedWork[] = []
  const underWay = new Map<string, number>()

  const running = (key: string): number => underWay.get(key) ?? 0

  async function carryOut({ key, start }: QueuedWork): Promise<void> {
    underWay.set(key, running(key) + 1)
    try {
      await start()
    } finally {
      underWay.set(key, running(key) - 1)
      startMore(key)
    }
  }

  /** The first of a key waits for room; those behind it wait for it, whatever their limits are. */
  function startMore(key: string): void {
    for (;;) {
      const index = waiting.findIndex((work) => work.key === key)
      const next = waiting[index]
      if (next === undefined || running(key) >= next.limit) return
      waiting.splice(index, 1)
      void carryOut(next)
    }
  }

  return {
    add: (work) => {
      waiting.push(work)
      startMore(work.key)
      return () => {
        const index = waiting.indexOf(work)
        if (index === -1) return false
        waiting.splice(index, 1)
        // The next of its key may have a wider limit.
        startMore(work.key)
        return true
      }
    },
  }
}
