import type { FaultyHub } from "./faulty-hub";

type Told = {
  event: string;
  /** The channel's id. */
  path: string;
  machineId: number;
  incidentId: number;
  webhookId: string;
  atMs: number;
};

/** What is told of an incident, in this order, which is also that of the alphabet. */
const PAIRS = {
  offline: ["machine.offline", "machine.online"],
  metric: ["alert.firing", "alert.resolved"],
} as const;

export type Stretch = { fromMs: number; toMs: number };

// A request that was on its way arrives after its sender's death.
const UNDER_WAY_MS = 250;

/** Compares what the database says has happened with what the receiver got. */
export class Ledger {
  constructor(private readonly hub: FaultyHub) {}

  /** Machine events, including copies, in order of arrival. */
  get told(): Told[] {
    return this.hub.receiver.received.flatMap(({ path, body, headers, arrivedAtMs }) => {
      const { event, machine, incident } = body as {
        event: string;
        machine?: { id: number };
        incident?: { id: number };
      };
      if (machine === undefined || incident === undefined) return [];
      const webhookId = String(headers["webhook-id"]);
      return [{ event, path, machineId: machine.id, incidentId: incident.id, webhookId, atMs: arrivedAtMs }];
    });
  }

  /**
   * Call it when nothing is waiting any more. `troubles`: when workers were dead or frozen; `kind`: of all incidents that
   * there are.
   */
  async audit({ troubles, kind = "offline" }: { troubles: readonly Stretch[]; kind?: "offline" | "metric" }) {
    const { client } = this.hub.database;
    const [opens, closes] = PAIRS[kind];
    const deliveries = await client.delivery.findMany({ where: { machineId: { not: null } } });
    const incidents = await client.incident.findMany({
      include: { events: { select: { type: true }, orderBy: { occurredAt: "asc" } } },
    });
    const told = this.told;
    const arrivals = groupBy(told, ({ webhookId }) => webhookId);
    const gaps = [...arrivals.values()].flatMap((same) =>
      same.slice(1).map((copy, index) => ({ fromMs: same[index]?.atMs ?? 0, toMs: copy.atMs })),
    );
    return {
      events: deliveries.length,
      /** Events that never arrived, and their state instead. */
      lost: deliveries
        .filter(({ uid }) => !arrivals.has(uid))
        .map(({ eventType, state, reason }) => `${eventType} ${state} ${reason}`),
      /** Outages without their event, or with a wrong number of recoveries. */
      unpaired: incidents.filter(({ events, resolvedAt }) => {
        const wanted = resolvedAt === null ? [opens] : [opens, closes];
        return (
          events
            .map(({ type }) => type)
            .sort()
            .join() !== wanted.join()
        );
      }).length,
      /** Machines for which a channel, copies aside, did not get beginnings and ends in strict alternation. */
      outOfOrder: [...groupBy(told, ({ path, machineId }) => `${machineId} ${path}`).values()].filter(
        (same) => {
          const first = same.filter((one, index) => firstIndex(same, one.webhookId) === index);
          return first.some(({ event }, index) => event !== (index % 2 ? closes : opens));
        },
      ).length,
      copies: gaps.length,
      /** Copies that no trouble between them and the original explains. */
      excess: gaps.filter(
        (gap) =>
          !troubles.some(({ fromMs, toMs }) => toMs >= gap.fromMs - UNDER_WAY_MS && fromMs <= gap.toMs),
      ).length,
      /** Events that a channel got under more than one webhook-id. */
      otherIds: [
        ...groupBy(told, ({ path, event, incidentId }) => `${incidentId} ${event} ${path}`).values(),
      ].filter((same) => new Set(same.map(({ webhookId }) => webhookId)).size > 1).length,
    };
  }
}

function firstIndex(told: readonly Told[], webhookId: string): number {
  return told.findIndex((one) => one.webhookId === webhookId);
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
