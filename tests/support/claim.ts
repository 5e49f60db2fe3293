/** The evidence for a claim of tests/faults: how often it was tried, and the resulting figure. */
export type Claim = { tries: string; figure: string };

declare module "vitest" {
  interface TaskMeta {
    /** A row of the table that ends `npm run test:faults`. Set it before the figure is checked. */
    claim?: Claim;
  }
}

/** `npm test` runs the short form of each claim, `npm run test:faults` the full one. */
const isFullForm = process.env.FAULTS_FORM === "full";

/** The one of two for this run. */
export function inForm<Value>({ short, full }: { short: Value; full: Value }): Value {
  return isFullForm ? full : short;
}
