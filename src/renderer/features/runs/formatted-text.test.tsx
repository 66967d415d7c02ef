import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

import { FormattedText } from './formatted-text.tsx'

const laidOut = (text: string): string => renderToStaticMarkup(<FormattedText text={text} />)

describe('an answer laid out', () => {
  test('has headings below those of the page, lists, tables, code and emphasis', () => {
    const page = laidOut('# Depth\n\n- *one*\n- **two** `x`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\nend')
    expect(page).toMatch(/<h3[^>]*>Depth<\/h3>/)
    expect(page).toContain('<li><em>one</em></li>')
    expect(page).toContain('<strong>two</strong> <code>x</code>')
    expect(page).toContain('<td>1</td>')
    expect(page).toContain('<hr/>')
  })

  test('gives no element an id, so that an answer cannot stand in for a part of the page', () => {
    expect(laidOut('# root\n\n## main\n\nnote[^1]\n\n[^1]: said')).not.toMatch(/ id=/)
  })

  test.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['<iframe src="https://evil.example"></iframe>'],
    ['a <b onclick="x()">b</b> c'],
    ['<style>*{display:none}</style>'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['<div\nid="root">x</div>'],
    ['<!-- hidden -->'],
  ])('leaves HTML as the text that it is: %s', (html) => {
    const page = laidOut(html)
    expect(page).not.toMatch(/<(script|img|iframe|b|style|a|div id)[\s>]/)
    expect(page).toContain('&lt;')
  })

  test.each([
    ['[here](javascript:alert(1))', 'javascript:alert(1)'],
    ['[here](https://evil.example/?q=secret)', 'https://evil.example/?q=secret'],
    ['![shot](https://evil.example/pixel.png)', 'https://evil.example/pixel.png'],
    ['https://evil.example', 'https://evil.example'],
    ['[here][1]\n\n[1]: file:///etc/passwd', 'file:///etc/passwd'],
  ])('shows where %s would lead and leads nowhere', (text, address) => {
    const page = laidOut(text)
    expect(page).toContain(address)
    expect(page).not.toMatch(/<(a|img)[\s>]|\shref=|\ssrc=/)
  })
})
