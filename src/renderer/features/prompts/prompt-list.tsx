import { FileText, Plus } from 'lucide-react'
import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { useNavigation } from '../../app/navigation.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommand, useShortcut } from '../../lib/command-context.tsx'
import { formatInteger } from '../../lib/format.ts'
import { PromptRow } from './prompt-row.tsx'
import { usePromptActions } from './use-prompt-actions.ts'

import styles from './prompt-list.module.css'

/** The library: every prompt by name; create, rename, duplicate, remove with undo. */
export function PromptList({ onOpened }: { readonly onOpened: () => void }) {
  const { data: prompts = [] } = useRoute('prompts.list', {})
  const { page, openPrompt } = useNavigation()
  const actions = usePromptActions()
  const [renaming, setRenaming] = useState<string | null>(null)
  const create = useShortcut('prompt.new')
  const openId = page.promptId

  const createNew = async () => {
    const created = await actions.create()
    if (created) setRenaming(created.id)
  }
  useCommand(
    'prompt.rename',
    () => setRenaming(openId),
    prompts.some((prompt) => prompt.id === openId),
  )

  return (
    <section aria-labelledby="prompts-heading" className={styles.section}>
      <div className={styles.head}>
        <FileText size={16} strokeWidth={1.5} aria-hidden />
        <h2 id="prompts-heading" className={styles.heading}>
          {t('Prompts')}
        </h2>
        <IconButton
          icon={Plus}
          label={t('New prompt')}
          small
          className={styles.plus}
          aria-keyshortcuts={create.aria}
          shortcut={create.label}
          onClick={() => void createNew()}
        />
        <span className={styles.count}>{formatInteger(prompts.length)}</span>
      </div>
      <ul className={styles.list}>
        {prompts.map((prompt) => (
          <PromptRow
            key={prompt.id}
            prompt={prompt}
            current={prompt.id === openId}
            renaming={prompt.id === renaming}
            onOpen={() => {
              openPrompt(prompt.id)
              onOpened()
            }}
            onRename={() => setRenaming(prompt.id)}
            onRenamed={(name) => {
              setRenaming(null)
              if (name !== null) void actions.rename(prompt, name)
            }}
            onDuplicate={() => void actions.duplicate(prompt)}
            onRemove={() => void actions.remove(prompt, prompts)}
          />
        ))}
      </ul>
    </section>
  )
}
