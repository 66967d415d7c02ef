import type { LiveEstimate } from '../../../contract/estimates.ts'
import type { DraftShape } from '../../editor/draft-shape.ts'
import { useWidth } from '../../lib/use-width.ts'
import { barParts } from '../estimates/estimate-rows.ts'
import { placeParts } from '../estimates/segment-bar-layout.ts'

import styles from './segment-strip.module.css'

interface SegmentStripProps {
  readonly estimate: LiveEstimate
  readonly messages: DraftShape['messages']
}

/** What the prompt is made of, true to scale; the folded blocks below say the same in words and figures. */
export function SegmentStrip({ estimate, messages }: SegmentStripProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const segments = estimate.columns[0]?.estimate.prompt.segments ?? []
  return (
    <div ref={ref} className={styles.strip} aria-hidden>
      {placeParts(barParts(segments, messages, estimate), width).map(
        ({ part, left, width: drawn, thin }, index) => (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- a part is its place in the prompt
            key={index}
            className={styles.part}
            data-segment={part.fill}
            data-thin={thin || undefined}
            style={{ left, width: drawn }}
          />
        ),
      )}
    </div>
  )
}
