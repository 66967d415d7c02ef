import { Ellipsis, Plus } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu } from '../../components/ui/menu.tsx'

import styles from './prices-page.module.css'

interface PageActionsProps {
  readonly onAdd: () => void
  readonly onAddHolidays: () => void
  readonly onReprice: () => void
  readonly onImport: () => void
  readonly onExport: (what: 'prices' | 'holidays') => void
}

/** What can be done on the price page. */
export function PageActions({ onAdd, onAddHolidays, onReprice, onImport, onExport }: PageActionsProps) {
  return (
    <>
      <span className={styles.hint}>{t('an edit adds a row, nothing is overwritten')}</span>
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('More for prices')} />}
        items={[
          { id: 'holidays', label: t('Add holidays…'), onSelect: onAddHolidays },
          { id: 'reprice', label: t('Price past runs anew…'), onSelect: onReprice },
          { id: 'import', label: t('Import prices or holidays…'), onSelect: onImport },
          { id: 'export', label: t('Export the price book…'), onSelect: () => onExport('prices') },
          { id: 'export-holidays', label: t('Export the holidays…'), onSelect: () => onExport('holidays') },
        ]}
      />
      <Button icon={Plus} onClick={onAdd}>
        {t('Add a price')}
      </Button>
    </>
  )
}
