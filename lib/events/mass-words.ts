import { type Reachability, reachabilityWords } from "./reachability-words";

/** How many of a team's machines went offline together, and how many had been online before. */
export type MassSilence = {
  offline: number;
  of: number;
  /** One ingest process was the last to hear from all of them: `of` counts only its machines. */
  web: boolean;
  /** The result of the reachability check at that time; undefined: no check. */
  knock?: Reachability;
};

/** A mass silence as half a sentence. */
export function massWords({ offline, of, web, knock }: MassSilence): string {
  const machines = offline === of ? `All ${of} machines` : `${offline} of ${of} machines`;
  return `${machines}${web ? " last heard by one ingest process" : ""} went silent together${reachabilityWords(knock)}`;
}
