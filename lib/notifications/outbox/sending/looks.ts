/** The two halves of the outbox, by how they send. */
export const PACES = ["each", "gathered"] as const;
export type Pace = (typeof PACES)[number];

/** How often a worker records that it has found nothing more to send. */
export const LOOK_EVERY_MS = 5_000;

/** A look that is older proves nothing: several have been missed. */
export const MAX_LOOK_AGE_MS = 30_000;
