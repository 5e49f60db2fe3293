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
  const rows = await client.blindInterval.findMany({
    where: { startedAt: { lte: new Date(toMs) }, endedAt: { gte: new Date(fromMs) } },
    orderBy: { startedAt: "asc" },
  });
  return rows.map(({ startedAt, endedAt, cause }) => ({
    startedAtMs: startedAt.getTime(),
    endedAtMs: endedAt.getTime(),
    cause,
  }));
}
