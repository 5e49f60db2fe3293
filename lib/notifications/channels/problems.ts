import { database } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { findType } from "../transports/channel-types";

/** By type: why nothing can be sent to its channels right now, and what to do. */
export type Problems = ReadonlyMap<string, string>;

/** Of the types of these channels, those whose setup for the whole installation is missing. */
export async function findProblems(channels: readonly Pick<ChannelRecord, "type">[]): Promise<Problems> {
  const problems = new Map<string, string>();
  for (const name of new Set(channels.map(({ type }) => type))) {
    const setup = findType(name)?.instance;
    const problem = setup && (await setup.findProblem({ database: await database(), sealKey: sealKey() }));
    if (problem) problems.set(name, problem);
  }
  return problems;
}
