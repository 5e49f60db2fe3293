import { type Knock, knockWords } from "./knock-words";

/** How many of a team's machines went dark together, and how many had been online before. */
export type MassSilence = {
  offline: number;
  of: number;
  /** All of them were last heard by one web process: of the others it says nothing. */
  web: boolean;
  /** What came of asking the hub at its public address then; nothing where nobody did. */
  knock?: Knock;
};

/** A mass silence as half a sentence. */
export function massWords({ offline, of, web, knock }: MassSilence): string {
  const machines = offline === of ? `All ${of} machines` : `${offline} of ${of} machines`;
  return `${machines}${web ? " that one web process heard last" : ""} fell silent together${knockWords(knock)}`;
}
