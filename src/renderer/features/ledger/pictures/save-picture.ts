import { t } from '../../../../contract/i18n/t.ts'
import { downloadBlob } from '../../../lib/download.ts'

/** What a style sheet gives to a shape or a text; in a file of its own there is no style sheet. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
] as const

const HEAD = 28
const MARGIN = 12
/** A picture for paper and dense screens. */
const PIXELS = 2

/** A drawing of the page as an SVG file of its own: its colours as they are on screen, with its title above. */
export function svgFile(
  drawing: SVGSVGElement,
  title: string,
): { text: string; width: number; height: number } {
  const { clientWidth, clientHeight } = drawing
  const copy = drawing.cloneNode(true) as SVGSVGElement
  inlineStyles(drawing, copy)
  const [width, height] = [clientWidth + 2 * MARGIN, clientHeight + HEAD + 2 * MARGIN]
  const style = getComputedStyle(drawing)
  const page = document.createElementNS(drawing.namespaceURI, 'svg')
  page.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  page.setAttribute('width', String(width))
  page.setAttribute('height', String(height))
  page.setAttribute('viewBox', `0 0 ${width} ${height}`)
  const colour = (name: string) => getComputedStyle(probe(drawing, name)).color
  page.append(
    shape('rect', { width: '100%', height: '100%', fill: colour('--surface') }),
    shape(
      'text',
      { x: MARGIN, y: MARGIN + 14, fill: colour('--ink'), 'font-family': style.fontFamily, 'font-size': 13 },
      title,
    ),
  )
  copy.setAttribute('x', String(MARGIN))
  copy.setAttribute('y', String(MARGIN + HEAD))
  copy.setAttribute('width', String(clientWidth))
  copy.setAttribute('height', String(clientHeight))
  page.append(copy)
  for (const element of document.querySelectorAll('[data-probe]')) element.remove()
  return { text: new XMLSerializer().serializeToString(page), width, height }
}

/** Colours are written light-dark() in tokens; only a computed colour is one. */
function probe(near: Element, name: string): Element {
  const element = document.createElement('span')
  element.dataset['probe'] = ''
  element.style.color = `var(${name})`
  near.parentElement?.append(element)
  return element
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.textContent = text
  return element
}

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const property of PROPERTIES) {
    const value = style.getPropertyValue(property)
    if (value !== '') to.setAttribute(property, value)
  }
  to.removeAttribute('class')
  const [own, copied] = [[...from.children], [...to.children]]
  for (const [index, child] of own.entries()) {
    const twin = copied[index]
    if (twin) inlineStyles(child, twin)
  }
}

/** The same as a PNG file, at twice the size. */
export async function savePng(drawing: SVGSVGElement, title: string, fileName: string): Promise<void> {
  const { text, width, height } = svgFile(drawing, title)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * PIXELS
  canvas.height = height * PIXELS
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error(t('The picture could not be drawn. Save it as SVG.'))
  downloadBlob(fileName, blob)
}
