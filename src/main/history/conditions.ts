import type { HistoryFilter } from '../../contract/history.ts'
import { ftsQuery } from '../search/words.ts'

/** A WHERE clause with the values of its places; both empty where everything matches. */
export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

const WORDS = `number IN (SELECT entries.stamp FROM search_words
  JOIN search_entries AS entries ON entries.id = search_words.rowid
  WHERE search_words MATCH ? AND entries.kind = 'run')`

/** The filter in the words of SQL, over columns of the index runs_history alone. */
export function conditionsOf(filter: HistoryFilter): Condition {
  const parts: [sql: string, value: string | number][] = []
  if (filter.number !== undefined) parts.push(['number = ?', filter.number])
  if (filter.promptId !== undefined) parts.push(['prompt_id = ?', filter.promptId])
  if (filter.model !== undefined) parts.push(['model_requested = ?', filter.model])
  if (filter.status !== undefined) parts.push(['status = ?', filter.status])
  if (filter.practice !== undefined) parts.push(['practice = ?', filter.practice ? 1 : 0])
  if (filter.from !== undefined) parts.push(['sent_at >= ?', Date.parse(filter.from)])
  if (filter.to !== undefined) parts.push(['sent_at < ?', Date.parse(filter.to)])
  const words = filter.text === undefined ? null : ftsQuery(filter.text)
  if (words !== null) parts.push([WORDS, words])
  return {
    sql: parts.length === 0 ? '' : `WHERE ${parts.map(([sql]) => sql).join(' AND ')}`,
    values: parts.map(([, value]) => value),
  }
}
