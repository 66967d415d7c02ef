/** Times, zones and what stands everywhere. */
export const base: Readonly<Record<string, string>> = {
  Beijing: '北京',
  Local: '本地',
  UTC: 'UTC',
  '< 1 m': '< 1 分',
  '{minutes} m': '{minutes} 分',
  '{hours} h': '{hours} 小时',
  '{hours} h {minutes} m': '{hours} 小时 {minutes} 分',
  '{days} d': '{days} 天',
  '{days} d {hours} h': '{days} 天 {hours} 小时',
  '{count} ms': '{count} 毫秒',
  '{seconds} s': '{seconds} 秒',
  '{minutes} m {seconds} s': '{minutes} 分 {seconds} 秒',
  '{minutes, plural, one {# minute} other {# minutes}} old': '{minutes} 分钟前',
  '{hours, plural, one {# hour} other {# hours}} old': '{hours} 小时前',
  '{days, plural, one {# day} other {# days}} old': '{days} 天前',
  'Write here': '在此输入',
}
