import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { withoutSecrets } from "../transports/secrets";

type Given = {
  database: Database;
  /** By the id of the channel. */
  secretsOf: ReadonlyMap<number, object>;
};

// Loose, so that what another version has added stays.
const quotingFacts = z.looseObject({ message: z.string(), channel: z.looseObject({ id: z.number() }) });

// So many deliveries or events are read at once, and what changes is written in one transaction.
const BATCH = 100;

/** Hides the secrets of channels in what their receivers have said: in attempts, and in events that quote them. */
export async function hideSecretsInWords(given: Given): Promise<void> {
  await hideInAttempts(given);
  await hideInEvents(given);
}

async function hideInAttempts({ database, secretsOf }: Given): Promise<void> {
  // In the order of the primary key, whatever their channel: that needs neither an index nor sorting.
  for (let after = 0n; ; ) {
    const batch = await database.client.delivery.findMany({
      where: { id: { gt: after } },
      select: { id: true, channelId: true, attempts: { select: { number: true, message: true } } },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    const changed = batch.flatMap(({ id, channelId, attempts }) =>
      attempts.flatMap(({ number, message }) => {
        const shown = withoutSecrets(message, [secretsOf.get(channelId ?? 0) ?? null]);
        return shown === message ? [] : [{ deliveryId: id, number, message: shown }];
      }),
    );
    if (changed.length > 0) {
      await transaction(async (tx) => {
        for (const { deliveryId, number, message } of changed)
          await tx.deliveryAttempt.updateMany({ where: { deliveryId, number }, data: { message } });
      }, database);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = last.id;
  }
}

async function hideInEvents({ database, secretsOf }: Given): Promise<void> {
  for (let after = ""; ; ) {
    const batch = await database.client.event.findMany({
      where: { type: "channel.failed", id: { gt: after } },
      select: { id: true, facts: true },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    const changed = batch.flatMap(({ id, facts: stored }) => {
      const facts = quotingFacts.safeParse(JSON.parse(stored)).data;
      if (facts === undefined) return [];
      const message = withoutSecrets(facts.message, [secretsOf.get(facts.channel.id) ?? null]);
      return message === facts.message ? [] : [{ id, facts: JSON.stringify({ ...facts, message }) }];
    });
    if (changed.length > 0) {
      await transaction(async (tx) => {
        for (const { id, facts } of changed) await tx.event.updateMany({ where: { id }, data: { facts } });
      }, database);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = last.id;
  }
}
