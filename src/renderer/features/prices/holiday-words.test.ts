import { expect, test } from 'vitest'

import { holidayLines, readHolidayLines, shownHoliday } from './holiday-words.ts'

const days = [
  { name: 'New Year', first: '2027-01-01', last: '2027-01-03' },
  { name: 'Qingming', first: '2027-04-05', last: '2027-04-05' },
]

test('a list that is written can be read again, and other ways to write it too', () => {
  expect(readHolidayLines(holidayLines(days))).toEqual({ holidays: days, wrongLines: [] })
  const text = 'New Year, 2027-01-01 - 2027-01-03\n\n  Qingming: 2027-04-05  '
  expect(readHolidayLines(text)).toEqual({ holidays: days, wrongLines: [] })
  expect(readHolidayLines('元旦 2027-01-01 至 2027-01-03').holidays[0]?.name).toBe('元旦')
})

test('lines that are no holiday are named by their number', () => {
  const text =
    'New Year 1 to 3 January\nQingming 2027-04-05\n2027-05-01\nOdd 2027-02-30\nBack 2027-05-05 to 2027-05-01'
  expect(readHolidayLines(text)).toEqual({ holidays: [days[1]], wrongLines: [1, 3, 4, 5] })
})

test('the holiday shown is the one under way or next, the last one where none comes', () => {
  const years = [
    { year: 2027, holidays: days, says: '' },
    { year: 2028, holidays: null, says: '' },
  ]
  expect(shownHoliday(years, '2027-01-03')).toMatchObject({ name: 'New Year', isPast: false })
  expect(shownHoliday(years, '2027-01-04')).toMatchObject({ name: 'Qingming', isPast: false })
  expect(shownHoliday(years, '2027-12-01')).toMatchObject({ name: 'Qingming', isPast: true })
  expect(shownHoliday([], '2027-12-01')).toBeNull()
})
