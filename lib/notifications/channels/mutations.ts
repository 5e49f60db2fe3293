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
};

function toColumns({ config, events, secret, ...fields }: ChannelFields) {
  return {
    ...fields,
    ...(secret !== undefined && { secret, oldSecret: null, oldSecretUntil: null }),
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

/** Adds a channel to the team. Throws a unique violation when the name is taken. */
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
  return transaction((tx) =>
    tx.channel.create({
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
    }),
  );
}

/** Changes a channel. Returns whether it exists. Throws a unique violation when the name is taken. */
export async function updateChannelRow({
  scope,
  id,
  fields,
  now,
}: {
  scope: TeamScope;
  id: number;
  fields: ChannelFields;
  now: Date;
}): Promise<boolean> {
  const { count } = await transaction((tx) =>
    tx.channel.updateMany({
      where: { id, teamId: scope.teamId },
      data: { ...toColumns(fields), updatedAt: now },
    }),
  );
  return count > 0;
}

/** Gives a channel new sealed secrets and keeps those it had until then. Returns whether the channel exists. */
export async function rotateSecretRow({
  scope,
  id,
  sealed,
  until,
  now,
}: {
  scope: TeamScope;
  id: number;
  sealed: string | null;
  until: Date;
  now: Date;
}): Promise<boolean> {
  return transaction(async (tx) => {
    // A write first, so that nobody else changes the secret in between.
    const { count } = await tx.channel.updateMany({
      where: { id, teamId: scope.teamId },
      data: { updatedAt: now },
    });
    if (count === 0) return false;
    const { secret } = await tx.channel.findUniqueOrThrow({ where: { id }, select: { secret: true } });
    await tx.channel.update({
      where: { id },
      data: { secret: sealed, oldSecret: secret, oldSecretUntil: until },
    });
    return true;
  });
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

/** Deletes a channel; what has not been sent to it never will be. Returns whether it existed. */
export async function deleteChannelRow({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.channel.deleteMany({ where: { id, teamId: scope.teamId } });
    if (count === 0) return false;
    // The channel goes first, so that no outage can add a delivery for it in between; what it leaves has no channel.
    await tx.delivery.updateMany({
      where: { channelId: null, state: "pending" },
      data: { state: "suppressed", reason: "channel_deleted", nextAttemptAt: null, finishedAt: now },
    });
    return true;
  });
}
