import { refuseBeyond } from "@/lib/base/full";
import { MAX_CHANNELS_PER_TEAM } from "@/lib/base/limits";
import type { Tx } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import type { EventType } from "@/lib/events/types";
import type { TeamScope } from "@/lib/people/teams/scope";

/** What a person may set on a channel; what is absent stays as it is. */
export type ChannelFields = {
  name?: string;
  /** Parsed by its type. */
  config?: object;
  events?: EventType[] | null;
  isActive?: boolean;
  /** Sealed already. */
  secret?: string | null;
  /** What messages are signed with has been changed by hand: the secret before it is no longer used. */
  endsOverlap?: boolean;
};

function toColumns({ config, events, endsOverlap, ...fields }: ChannelFields) {
  return {
    ...fields,
    ...(endsOverlap && { oldSecret: null, oldSecretUntil: null }),
    // Another address has not failed yet.
    ...(config !== undefined && { config: JSON.stringify(config), failedAt: null, failingSince: null }),
    ...(events !== undefined && { events: events === null ? null : JSON.stringify(events) }),
  };
}

export type NewChannel = {
  type: string;
  name: string;
  /** Parsed by its type. */
  config: object;
  events: EventType[] | null;
  isActive: boolean;
  /** Sealed already; null: its type has none. */
  secret: string | null;
};

/**
 * Adds a channel to the team. Throws a unique violation when the name is taken, AppError "conflict" if the team has too
 * many.
 */
export async function insertChannel({
  scope,
  fields,
  now,
}: {
  scope: TeamScope;
  fields: NewChannel;
  now: Date;
}): Promise<ChannelRecord> {
  const { type, name, config, isActive, secret } = fields;
  const events = fields.events === null ? null : JSON.stringify(fields.events);
  return transaction(async (tx) => {
    const channel = await tx.channel.create({
      data: {
        teamId: scope.teamId,
        type,
        name,
        isActive,
        events,
        config: JSON.stringify(config),
        secret,
        createdAt: now,
        updatedAt: now,
      },
    });
    refuseBeyond({
      max: MAX_CHANNELS_PER_TEAM,
      count: await tx.channel.count({ where: { teamId: scope.teamId } }),
      what: "channels of one team",
      who: `team ${scope.teamId}`,
      advice: "Delete one first.",
    });
    return channel;
  });
}

/**
 * Changes a channel's row as `change` decides from it, while nobody else can change it. Returns whether the channel exists.
 * Throws what `change` throws, and a unique violation when the name is taken.
 */
export async function changeChannelRow({
  scope,
  id,
  change,
  now,
}: {
  scope: TeamScope;
  id: number;
  change: (channel: ChannelRecord) => ChannelFields;
  now: Date;
}): Promise<boolean> {
  return transaction(async (tx) => {
    const channel = await lockChannel(tx, { scope, id, now });
    if (channel === null) return false;
    await tx.channel.update({ where: { id }, data: toColumns(change(channel)) });
    return true;
  });
}

/** Gives a channel new sealed secrets and keeps those it had until then. Returns whether the channel exists. */
export async function rotateSecretRow({
  scope,
  id,
  reseal,
  until,
  now,
}: {
  scope: TeamScope;
  id: number;
  /** The new sealed secrets of this row. */
  reseal: (channel: ChannelRecord) => string | null;
  until: Date;
  now: Date;
}): Promise<boolean> {
  return transaction(async (tx) => {
    const channel = await lockChannel(tx, { scope, id, now });
    if (channel === null) return false;
    await tx.channel.update({
      where: { id },
      data: { secret: reseal(channel), oldSecret: channel.secret, oldSecretUntil: until },
    });
    return true;
  });
}

/** Writes first, so that nobody else changes the row before the transaction ends. */
async function lockChannel(
  tx: Tx,
  { scope, id, now }: { scope: TeamScope; id: number; now: Date },
): Promise<ChannelRecord | null> {
  const { count } = await tx.channel.updateMany({
    where: { id, teamId: scope.teamId },
    data: { updatedAt: now },
  });
  return count === 0 ? null : tx.channel.findUnique({ where: { id } });
}

/** Deletes the secrets that a channel had before its current ones. Returns whether the channel exists. */
export async function endOldSecretRow({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<boolean> {
  const { count } = await transaction((tx) =>
    tx.channel.updateMany({
      where: { id, teamId: scope.teamId },
      data: { oldSecret: null, oldSecretUntil: null, updatedAt: now },
    }),
  );
  return count > 0;
}
