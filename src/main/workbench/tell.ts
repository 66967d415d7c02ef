import type { EventName, Events } from '../../contract/routes.ts'

/** Announces to every window what has happened. */
export type Tell = <Name extends EventName>(name: Name, payload: Events[Name]) => void
