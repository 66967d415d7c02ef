/** Beijing is UTC+8 without daylight saving since 1991, so it is reckoned here and never asked of the machine. */
export const beijingOffsetMs = 8 * 3_600_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** An instant on the Beijing calendar. Weekday counts from 0 = Sunday; millisecond is that of the day. */
export type BeijingMoment = {
  date: string
  year: number
  weekday: number
  millisecond: number
  midnight: number
}

/**
 * An instant (epoch ms) in Beijing's calendar, UTC+8 all year: weekday 0 is Sunday, millisecond and
 * midnight of its day.
 */
export function beijingMoment(instant: number): BeijingMoment {
  const shifted = instant + beijingOffsetMs
  const day = Math.floor(shifted / dayMs)
  const date = new Date(day * dayMs).toISOString().slice(0, 10)
  return {
    date,
    year: Number(date.slice(0, 4)),
    // 1970-01-01 was a Thursday.
    weekday: (((day + 4) % 7) + 7) % 7,
    millisecond: shifted - day * dayMs,
    midnight: day * dayMs - beijingOffsetMs,
  }
}

/** "2026-11-23 14:12" as read on a Beijing clock. */
export function beijingText(instant: number): string {
  return new Date(instant + beijingOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

export function weekdayName(weekday: number): string {
  return weekdayNames[weekday] ?? ''
}
