import { database } from "@/lib/db/client";
import type { BlindStretch } from "./blind";

/** The blind intervals that overlap this span, oldest first. */
export async function findBlindWithin({
  fromMs,
  toMs,
}: {
  fromMs: number;
  toMs: number;
}): Promise<BlindStretch[]> {
  const { client } = await database();
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  // Blind intervals follow each other: of those that began earlier only the last can reach into the span.
  const before = await client.blindInterval.findMany({
    where: { startedAt: { lt: from } },
    orderBy: { startedAt: "desc" },
    take: 1,
  });
  const within = await client.blindInterval.findMany({
    where: { startedAt: { gte: from, lte: to } },
    orderBy: { startedAt: "asc" },
  });
  const rows = [...before.filter(({ endedAt }) => endedAt >= from), ...within];
  return rows.map(({ startedAt, endedAt, cause }) => ({
    startedAtMs: startedAt.getTime(),
    endedAtMs: endedAt.getTime(),
    cause,
  }));
}
