import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { InspectedTool } from '../../../contract/tools.ts'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { formatInteger } from '../../lib/format.ts'

import styles from './tool-list.module.css'

interface ToolListProps {
  readonly tools: readonly InspectedTool[]
  /** Names of those that are not offered. */
  readonly off: readonly string[]
  /** True while the text has changed since it was looked at. */
  readonly stale: boolean
  readonly onOff: (off: string[]) => void
  readonly onSwap: (index: number) => void
  readonly onRemove: (index: number) => void
}

/** Each tool with what it weighs, and whether it is offered. */
export function ToolList({ tools, off, stale, onOff, onSwap, onRemove }: ToolListProps) {
  return (
    <ul className={styles.list} aria-label={t('Tools of this draft')}>
      {tools.map(({ name, description, line, tokens }, index) => {
        const offered = !off.includes(name)
        const called = name === '' ? t('tool on line {line}', { line }) : name
        return (
          // oxlint-disable-next-line react/no-array-index-key -- two tools may have one name while they are written
          <li key={index} className={styles.tool} data-off={!offered || undefined}>
            <label className={styles.name} title={description}>
              <input
                type="checkbox"
                checked={offered}
                disabled={name === ''}
                onChange={() => onOff(offered ? [...off, name] : off.filter((other) => other !== name))}
              />
              {called}
            </label>
            <span className={styles.tokens}>
              {tokens !== null && <ExactFigure stale={stale}>{formatInteger(tokens)}</ExactFigure>}
            </span>
            <IconButton
              icon={ArrowUp}
              small
              label={t('Move {name} up', { name: called })}
              disabled={stale || index === 0}
              onClick={() => onSwap(index - 1)}
            />
            <IconButton
              icon={ArrowDown}
              small
              label={t('Move {name} down', { name: called })}
              disabled={stale || index === tools.length - 1}
              onClick={() => onSwap(index)}
            />
            <IconButton
              icon={Trash2}
              small
              label={t('Remove {name}', { name: called })}
              disabled={stale}
              onClick={() => onRemove(index)}
            />
          </li>
        )
      })}
    </ul>
  )
}
