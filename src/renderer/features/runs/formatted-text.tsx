import { Copy } from 'lucide-react'
import { compiler, type MarkdownToJSX, RuleType } from 'markdown-to-jsx/react'
import { createElement, type ElementType, memo, type ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useLanguage } from '../../lib/language.tsx'

import styles from './formatted-text.module.css'

/** Characters up to which an answer is laid out: a longer one would hold the window up and stays plain. */
const LIMIT = 100_000

/** Whether there is a whole answer that can be laid out. */
export function canBeFormatted(run: Run): boolean {
  return run.status !== 'running' && run.content !== '' && run.content.length <= LIMIT
}

interface FormattedTextProps {
  /** Markdown, as models write it. */
  readonly text: string
  readonly className?: string | undefined
}

/**
 * An answer laid out. What a model writes is never trusted: HTML in it stays text, addresses are shown and lead nowhere,
 * pictures are named and never fetched.
 */
export const FormattedText = memo(function FormattedText({ text, className }: FormattedTextProps) {
  useLanguage()
  return <div className={classNames(styles.text, className)}>{compiler(text, options)}</div>
})

const options: MarkdownToJSX.Options = {
  disableParsingRawHTML: true,
  disableFrontmatter: true,
  forceBlock: true,
  wrapper: null,
  // Nothing is ever fetched or opened, so that every address may be read as it was written.
  sanitizer: (address) => address,
  // The page's ids are not an answer's to give; footnotes would have some.
  createElement: (tag, props, ...children) =>
    createElement(tag, Object.assign({}, props, { id: undefined }), ...children),
  renderRule(next, node, renderChildren, { key }) {
    switch (node.type) {
      case RuleType.heading: {
        // The page's own headings stand above those of an answer.
        const Heading = `h${Math.min(6, node.level + 2)}` as ElementType
        return (
          <Heading key={key} className={styles.heading} data-level={node.level}>
            {renderChildren(node.children, {})}
          </Heading>
        )
      }
      case RuleType.codeBlock:
        return <CodeBlock key={key} text={node.text} language={node.lang ?? ''} />
      case RuleType.link: {
        const [name] = node.children
        if (name?.type === RuleType.text && name.text === node.target) return name.text
        return (
          <Address key={key} target={node.target ?? ''}>
            {renderChildren(node.children, {})}
          </Address>
        )
      }
      case RuleType.image:
        return (
          <Address key={key} target={node.target ?? ''}>
            {t('Picture: {name}', { name: node.alt ?? '' })}
          </Address>
        )
      case RuleType.footnoteReference:
        return <sup key={key}>{node.text}</sup>
      case RuleType.table:
        return (
          <div key={key} className={styles.table}>
            {next()}
          </div>
        )
      default:
        return next()
    }
  },
}

function Address({ target, children }: { readonly target: string; readonly children: ReactNode }) {
  return (
    <span title={target}>
      {children} <span className={styles.address}>({target})</span>
    </span>
  )
}

function CodeBlock({ text, language }: { readonly text: string; readonly language: string }) {
  const note = useNote()
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => note(t('Code copied')))
  }
  return (
    <figure className={styles.code}>
      <figcaption className={styles.caption}>
        {language}
        <IconButton icon={Copy} label={t('Copy the code')} small onClick={copy} />
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </figure>
  )
}
