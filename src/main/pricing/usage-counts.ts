import { z } from 'zod'

import type { Usage } from '../../contract/runs.ts'
import { FathomError } from '../errors.ts'

/** The disjoint buckets that are billed: prompt = hit + miss; completion holds the reasoning. */
export type TokenCounts = { readonly hit: number; readonly miss: number; readonly completion: number }

const tokens = z.int().nonnegative()
const usageField = z.looseObject({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_cache_hit_tokens: tokens.nullish(),
  prompt_cache_miss_tokens: tokens.nullish(),
  prompt_tokens_details: z.looseObject({ cached_tokens: tokens.nullish() }).nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: tokens.nullish() }).nullish(),
})

/**
 * The billed buckets of an API usage object (Chat Completions shape, recorded 2025-01 to 2026-08). Hit and miss are
 * read by name; where only one or `cached_tokens` is sent the other follows from the prompt; where none is sent
 * (before 2024-08-02) every prompt token is a miss.
 * @throws FathomError `INVALID_USAGE`, and `INCONSISTENT_USAGE` where hit + miss is not the prompt or reasoning
 *   exceeds the completion
 */
export function tokenCounts(usage: unknown): TokenCounts {
  const parsed = usageField.safeParse(usage)
  if (!parsed.success) {
    throw new FathomError(
      'INVALID_USAGE',
      'The usage that the API reported cannot be read, so this run stays unpriced. Its raw form is kept.',
      { problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) },
    )
  }
  const { prompt_tokens: prompt, completion_tokens: completion } = parsed.data
  const missSent = parsed.data.prompt_cache_miss_tokens ?? null
  const hitSent =
    parsed.data.prompt_cache_hit_tokens ?? parsed.data.prompt_tokens_details?.cached_tokens ?? null
  const hit = hitSent ?? (missSent === null ? 0 : prompt - missSent)
  const miss = missSent ?? prompt - hit
  const reasoning = parsed.data.completion_tokens_details?.reasoning_tokens ?? 0
  if (hit < 0 || miss < 0 || hit + miss !== prompt) {
    throw inconsistent(`${hit} cached and ${miss} uncached tokens are not the ${prompt} of the prompt`)
  }
  if (reasoning > completion) {
    throw inconsistent(`${reasoning} reasoning tokens are more than the ${completion} of the completion`)
  }
  return { hit, miss, completion }
}

/** Buckets that were told without an answer (by the platform, by hand), in the shape of the API's own usage. */
export function asUsage({ hit, miss, completion }: TokenCounts): Usage {
  return {
    prompt_tokens: hit + miss,
    completion_tokens: completion,
    total_tokens: hit + miss + completion,
    prompt_cache_hit_tokens: hit,
    prompt_cache_miss_tokens: miss,
  }
}

function inconsistent(what: string): FathomError {
  return new FathomError(
    'INCONSISTENT_USAGE',
    `In the reported usage ${what}, so this run stays unpriced. Its raw form is kept.`,
  )
}
