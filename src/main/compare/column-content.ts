import type { ColumnParameters } from '../../contract/compare.ts'
import type { Parameters } from '../../contract/drafts.ts'
import { bodyToSend, checkValues, type SentContent } from '../runs/draft-order.ts'
import type { Versions } from '../versions/versions.ts'

/** The parameters of a column that a request has; whose text it sends is none of them. */
export function requestParameters({ versionId: _version, ...own }: ColumnParameters): Partial<Parameters> {
  return own
}

/**
 * The body of a column as it stands: of the draft, or of a version of it, with the column's own parameters.
 * @throws FathomError VERSION_NOT_FOUND, and what `bodyToSend` throws
 */
export function bodyOfColumn(
  versions: Pick<Versions, 'get'>,
  draft: SentContent,
  column: ColumnParameters,
): string {
  return bodyToSend(contentOf(versions, draft, column), requestParameters(column))
}

/**
 * The same, once it can be sent.
 * @throws FathomError also where a variable of the version has no value
 */
export function columnToSend(
  versions: Pick<Versions, 'get'>,
  draft: SentContent,
  column: ColumnParameters,
): string {
  checkValues(contentOf(versions, draft, column))
  return bodyOfColumn(versions, draft, column)
}

function contentOf(
  versions: Pick<Versions, 'get'>,
  draft: SentContent,
  { versionId }: ColumnParameters,
): SentContent {
  return versionId ? versions.get(versionId).content : draft
}
