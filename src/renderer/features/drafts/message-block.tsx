import { ChevronDown, ChevronRight, GripVertical, X } from 'lucide-react'
import { type ComponentProps, type PointerEvent, useId } from 'react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Swatch } from '../../components/ui/swatch.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { MessageOutline } from '../../editor/draft-state.ts'
import { MessageEditor } from '../../editor/message-editor.tsx'
import type { Store } from '../../editor/store.ts'
import { useStore } from '../../editor/use-session.ts'
import { formatInteger } from '../../lib/format.ts'
import { roleFill } from '../../lib/segments.ts'
import { messageKey } from '../estimates/estimate-rows.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { variableKey } from '../estimates/value-parts.ts'
import { useMessageFiles } from '../variables/use-message-files.ts'
import { AttachedImages } from './attached-images.tsx'
import { MessageDetails } from './message-details.tsx'
import { RoleMenu } from './role-menu.tsx'
import { useImages } from './use-images.ts'
import { useMessageDrag } from './use-message-drag.ts'

import styles from './message-block.module.css'

interface MessageBlockProps {
  readonly session: DraftSession
  readonly message: MessageOutline
  readonly index: number
  /** How many messages there are. */
  readonly count: number
  readonly name: string
  readonly folded: boolean
  /** Tokens of its own text; undefined until counted. */
  readonly tokens: number | undefined
  /** The variables of the draft. */
  readonly counted: LiveEstimate['variables']
  readonly stale: boolean
  readonly highlight: Store<Highlight | null>
  readonly onShowTokens: ((messageId: string) => void) | undefined
}

/** One message: who speaks, what it weighs, and its text unless folded. */
export function MessageBlock(props: MessageBlockProps) {
  const { session, message, index, count, name, folded, tokens, stale, highlight } = props
  const bodyId = useId()
  const key = messageKey(message.id)
  const pointed = useStore(highlight)
  const lit = pointed?.key === key && pointed.from === 'inspector'
  const images = useImages(session, message.id)
  const seesImages = message.role === 'user'
  const files = useMessageFiles(
    session,
    message.id,
    props.counted,
    (file) => seesImages && images.takes(file),
  )
  const { grip, target, side } = useMessageDrag(session, message.id)
  const point = (event: PointerEvent): void => {
    const name = event.target instanceof Element ? variableUnder(event.target) : undefined
    const next = name === undefined ? key : variableKey(message.id, name)
    if (pointed?.key !== next) highlight.set({ key: next, from: 'editor' })
  }
  const Chevron = folded ? ChevronRight : ChevronDown
  return (
    <section
      className={styles.block}
      data-lit={lit || undefined}
      aria-label={name}
      data-over={files.over || undefined}
      onPointerOver={point}
      data-drop={side ?? undefined}
      {...target}
      {...files.handlers}
    >
      <div className={styles.header}>
        {isGapText(message) ? <span className={styles.grip} /> : <Grip {...grip} />}
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          aria-controls={bodyId}
          aria-label={folded ? t('Unfold {name}', { name }) : t('Fold {name}', { name })}
          onClick={() => session.fold(message.id, !folded)}
        >
          <Chevron size={14} strokeWidth={1.5} aria-hidden />
        </button>
        <Swatch fill={roleFill(message.role)} />
        {isGapText(message) ? (
          <span className={styles.role}>{name}</span>
        ) : (
          <RoleMenu {...props} onAttach={() => void images.choose()} />
        )}
        {folded && <FirstWords session={session} messageId={message.id} />}
        <span className={styles.tokens}>
          {tokens !== undefined && <ExactFigure stale={stale}>{formatInteger(tokens)}</ExactFigure>}
        </span>
      </div>
      <div id={bodyId}>
        {images.refusal !== null && <Refusal sentence={images.refusal} onClose={images.dismiss} />}
        {files.refusal !== null && <Refusal sentence={files.refusal} onClose={files.dismiss} />}
        {!folded && <AttachedImages session={session} message={message} />}
        {!folded && <MessageDetails session={session} message={message} last={index === count - 1} />}
        {!folded && <MessageEditor session={session} messageId={message.id} name={name} />}
      </div>
    </section>
  )
}

/** For the mouse alone: what it does, the menu of the message does by keys. */
function Grip(props: Pick<ComponentProps<'span'>, 'draggable' | 'onDragStart'>) {
  return (
    <span {...props} className={styles.grip} title={t('Drag to move')} aria-hidden>
      <GripVertical size={14} strokeWidth={1.5} />
    </span>
  )
}

function variableUnder(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-variable]')?.dataset['variable']
}

/** Why a dropped file was not taken. */
function Refusal({ sentence, onClose }: { readonly sentence: string; readonly onClose: () => void }) {
  return (
    <div role="alert" className={styles.refusal}>
      <span>{sentence}</span>
      <IconButton icon={X} label={t('Close')} small onClick={onClose} />
    </div>
  )
}

/** The texts around a gap stand where they stand. */
function isGapText({ role }: MessageOutline): boolean {
  return role === 'prompt' || role === 'suffix'
}

function FirstWords({ session, messageId }: { readonly session: DraftSession; readonly messageId: string }) {
  const start = session.document(messageId)?.state().doc.sliceString(0, 400, ' ') ?? ''
  return <span className={styles.words}>{start}</span>
}
