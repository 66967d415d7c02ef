import type { SearchHit } from '../../../contract/search.ts'

import styles from './marked-text.module.css'

/** A piece of a text with the words that were looked for marked in it. */
export function MarkedText({ snippet, marks }: Pick<SearchHit, 'snippet' | 'marks'>) {
  const ends = [0, ...marks.map(([, to]) => to)]
  return (
    <span className={styles.text}>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {snippet.slice(ends[index], from)}
          <mark className={styles.mark}>{snippet.slice(from, to)}</mark>
        </span>
      ))}
      {snippet.slice(ends.at(-1))}
    </span>
  )
}
