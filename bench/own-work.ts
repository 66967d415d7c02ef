/** Milliseconds of one piece of work. */
export interface Work {
  readonly wall: number
  /** This process's own work: what the wall time comes to on a machine with nothing else to do. */
  readonly cpu: number
}

/** Does a piece of work and tells what it took. */
export function timeWork(work: () => unknown): Work {
  const [start, used] = [performance.now(), process.cpuUsage()]
  work()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - start, cpu: (user + system) / 1_000 }
}
