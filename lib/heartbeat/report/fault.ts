/** What is wrong with a part of a report: the message follows the part's name. */
export type Fault = { path: readonly PropertyKey[]; message: string };
