/** Where one English word means two things, its key says which; this is what is written. */
export const english: Readonly<Record<string, string>> = {
  'off (band)': 'off',
  'Runs (count)': 'Runs',
  'Day (period)': 'Day',
  'Month (period)': 'Month',
  'sent (instant)': 'sent',
  'completed (instant)': 'completed',
}
