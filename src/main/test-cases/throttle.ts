/**
 * Tells at once, then at most every so many ms, each name by itself; the last of a burst is always told. `end` tells no more.
 */
export function throttle(
  tell: (name: string) => void,
  everyMs: number,
): { readonly tell: (name: string) => void; readonly end: () => void } {
  const quiet = new Map<string, { again: boolean; timer: NodeJS.Timeout }>()
  const rest = (name: string): NodeJS.Timeout =>
    setTimeout(() => {
      const known = quiet.get(name)
      quiet.delete(name)
      if (known?.again === true) now(name)
    }, everyMs)
  function now(name: string): void {
    quiet.set(name, { again: false, timer: rest(name) })
    tell(name)
  }
  return {
    tell: (name) => {
      const known = quiet.get(name)
      if (known === undefined) now(name)
      else known.again = true
    },
    end: () => {
      for (const { timer } of quiet.values()) clearTimeout(timer)
      quiet.clear()
    },
  }
}
