import type { SegmentKind } from '../../contract/estimates.ts'
import { IMAGE } from './control-tokens.ts'
import { type ImageSize, imageTokens } from './image-size.ts'
import { isEmptyText } from './prompt-parts.ts'
import type { PromptWriter } from './prompt-parts.ts'
import type { MessageContent } from './request.ts'

const IMAGES_ARE_FORECAST =
  'Images are counted as the published weights of V4.1-Flash cut them (cells of 42 pixels, at most 1,024 tokens each): a forecast, because what the API bills for an image is not confirmed.'

const IMAGE_UNKNOWN =
  'The size of an image is not known here, so its tokens (probably 1,024 at most) are missing in the count.'

/** Writes a content; parts are joined by an empty line that belongs to the same segment. Parts without text are doubted. */
export function writeContent(
  writer: PromptWriter,
  content: MessageContent,
  kind: SegmentKind,
  message: number | null,
): void {
  if (typeof content === 'string' || 'document' in content) {
    writer.text(content, kind, message)
    return
  }
  content.forEach((part, place) => {
    if (place > 0) writer.text('\n\n', kind, message)
    if ('text' in part) writer.text(part.text, kind, message)
    else if ('image' in part) writeImage(writer, part.image, kind, message)
    else
      writer.doubt(
        `A part of type "${part.other}" has no text that could be counted; its tokens are missing here.`,
      )
  })
}

function writeImage(
  writer: PromptWriter,
  image: ImageSize | null,
  kind: SegmentKind,
  message: number | null,
): void {
  writer.doubt(image === null ? IMAGE_UNKNOWN : IMAGES_ARE_FORECAST)
  if (image !== null) writer.control(IMAGE, message, kind, imageTokens(image))
}

/** Whether a content is nothing at all: what joins two empty parts is something, and so is a part without text. */
export function isEmptyContent(content: MessageContent): boolean {
  if (typeof content === 'string' || 'document' in content) return isEmptyText(content)
  return content.length < 2 && content.every((part) => 'text' in part && isEmptyText(part.text))
}
