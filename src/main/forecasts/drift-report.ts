import type { Drift, DriftReport, ProfileMark } from '../../contract/forecasts.ts'
import type { DriftingProfile } from './fact-store.ts'
import type { Mark, MarkedProfile } from './marks.ts'

/** Drifts that are not marked, and all marks, as the window sees them. */
export function reportDrifts(drifting: readonly DriftingProfile[], marks: readonly Mark[]): DriftReport {
  return {
    drifts: drifting.filter((drift) => !marks.some((mark) => isSameProfile(mark, drift))).map(viewDrift),
    marks: marks.map(viewMark),
  }
}

/** Drift is told apart by what served the run: practice or not, the encoding profile, the model. */
export function isSameProfile(left: MarkedProfile, right: MarkedProfile): boolean {
  return left.practice === right.practice && left.profile === right.profile && left.model === right.model
}

function viewDrift({ practice, profile, model, remainder, sentAt, runs }: DriftingProfile): Drift {
  return { practice, profile, model, remainder, since: isoOf(sentAt), runs }
}

function viewMark({ practice, profile, model, remainder, since, markedAt }: Mark): ProfileMark {
  return { practice, profile, model, remainder, since: isoOf(since), markedAt: isoOf(markedAt) }
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
