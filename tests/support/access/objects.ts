import { randomUUID } from "node:crypto";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { seal } from "@/lib/db/secrets/seal";
import { EVERYTHING } from "@/lib/events/policies/match";
import { EVERYBODY_AT_ONCE } from "@/lib/events/policies/plan";
import { makeLinkToken } from "@/lib/notifications/chat-links/link-token";
import { makeInvitationToken } from "@/lib/people/invitations/invitation-token";
import { makeResetToken } from "@/lib/people/password-resets/reset-token";
import { makeApiToken } from "@/lib/people/tokens/api-token";
import { Fleet } from "../fleet";
import type { Person } from "../hub";
import type { Callers, ObjectKind } from "./callers";

type Making = { cast: Callers; kind: ObjectKind; owner: Person };

const SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg==";

/** Makes an object that belongs to the owner (or their team) and returns the last part of its path. */
export async function makeObject({ cast, kind, owner }: Making): Promise<string> {
  const { client } = cast.hub.database;
  const { teamId, userId } = owner;
  const createdAt = new Date();
  const name = `${cast.canaryOf(owner)}${randomUUID()}`;
  switch (kind) {
    case "machine":
      return String(await makeMachine({ cast, owner, name }));
    case "incident":
      return String(await makeIncident({ cast, owner, name }));
    case "channel":
      return String(await makeChannel({ cast, owner, name }));
    case "rule":
      return String(await makeRule({ cast, owner, name }));
    case "window":
      return String(await makeWindow({ cast, owner, name }));
    case "policy":
      return String(await makePolicy({ cast, owner, name }));
    case "delivery":
      return String(await makeDelivery({ cast, owner, name }));
    case "member": {
      const person = await cast.hub.addPerson({ role: "member", teamId });
      await client.user.update({ where: { id: person.userId }, data: { name } });
      return String(person.userId);
    }
    case "invitation":
    case "link": {
      const { token, hash } = makeInvitationToken();
      const expiresAt = new Date(createdAt.getTime() + 86_400_000);
      const { id } = await client.invitation.create({
        data: { teamId, invitedBy: userId, role: "viewer", hash, createdAt, expiresAt },
      });
      return kind === "link" ? token : String(id);
    }
    case "reset link": {
      const { token, hash } = makeResetToken();
      const expiresAt = new Date(createdAt.getTime() + 86_400_000);
      const person = await cast.hub.addPerson({ role: "member", teamId });
      const data = { userId: person.userId, teamId, createdBy: userId, hash, createdAt, expiresAt };
      await client.passwordReset.create({ data });
      return token;
    }
    case "chat link": {
      const { hash } = makeLinkToken();
      const expiresAt = new Date(createdAt.getTime() + 86_400_000);
      const data = { teamId, createdBy: userId, hash, createdAt, expiresAt, chatName: name };
      return String((await client.chatLink.create({ data })).id);
    }
    case "account":
      return String((await cast.hub.addPerson({ role: "member", teamId })).userId);
    case "token": {
      const { hash, hint } = makeApiToken();
      const person = await cast.hub.addPerson({ role: "member", teamId });
      const data = { teamId, userId: person.userId, name, hash, hint, createdAt };
      return String((await client.apiToken.create({ data })).id);
    }
    case "own session":
      return cast.hub.openSession({ userId, now: createdAt });
    case "own token": {
      const { hash, hint } = makeApiToken();
      const inTeam = await client.membership.findFirst({ where: { userId }, orderBy: { teamId: "asc" } });
      const membership = inTeam ?? { teamId: cast.abroad.teamId, userId: cast.abroad.userId };
      const { id } = await client.apiToken.create({
        data: { teamId: membership.teamId, userId: membership.userId, name, hash, hint, createdAt },
      });
      return String(id);
    }
    case "own team": {
      if (owner === cast.abroad) return String(teamId);
      const memberships = { create: { userId, role: "viewer", createdAt } };
      return String((await client.team.create({ data: { name, createdAt, memberships } })).id);
    }
  }
}

type Named = { cast: Callers; owner: Person; name: string };

async function makeMachine({ cast, owner, name }: Named): Promise<number> {
  const fleet = Fleet.of({ database: cast.hub.database, teamId: owner.teamId });
  const machine = await fleet.addMachine();
  await cast.hub.database.client.machine.update({ where: { id: machine.machineId }, data: { name } });
  return machine.machineId;
}

async function makeChannel({ cast, owner, name }: Named): Promise<number> {
  const fleet = Fleet.of({ database: cast.hub.database, teamId: owner.teamId });
  const id = await fleet.addChannel({ secret: seal(SECRET, sealKey()) });
  await cast.hub.database.client.channel.update({ where: { id }, data: { name } });
  return id;
}

async function makeRule({ cast, owner, name }: Named): Promise<number> {
  const now = new Date();
  const { id } = await cast.hub.database.client.rule.create({
    data: {
      teamId: owner.teamId,
      name,
      metric: "cpu_pct",
      comparison: "above",
      threshold: 90,
      samples: 3,
      recoverMargin: 0,
      severity: "warning",
      scope: JSON.stringify({ all: true }),
      isActive: true,
      createdAt: now,
      updatedAt: now,
    },
  });
  return id;
}

async function makeWindow({ cast, owner, name }: Named): Promise<number> {
  const now = new Date();
  const { id } = await cast.hub.database.client.window.create({
    data: {
      teamId: owner.teamId,
      name,
      scope: JSON.stringify({ all: true }),
      times: JSON.stringify({ zone: "Europe/Berlin", from: "02:00", lasts: "2h" }),
      isActive: true,
      createdBy: "Ada",
      createdAt: now,
      updatedAt: now,
    },
  });
  return id;
}

async function makePolicy({ cast, owner: { teamId }, name }: Named): Promise<number> {
  const { client } = cast.hub.database;
  const { id } = await client.policy.create({ data: { teamId, position: 1, isActive: true } });
  const { id: currentVersionId } = await client.policyVersion.create({
    data: {
      policyId: id,
      teamId,
      number: 1,
      name,
      match: JSON.stringify(EVERYTHING),
      plan: JSON.stringify(EVERYBODY_AT_ONCE),
      createdBy: "Somebody",
      createdAt: new Date(),
    },
  });
  await client.policy.update({ where: { id }, data: { currentVersionId } });
  return id;
}

async function makeIncident(named: Named): Promise<number> {
  const machineId = await makeMachine(named);
  const at = new Date();
  const { id } = await named.cast.hub.database.client.incident.create({
    data: {
      machineId,
      teamId: named.owner.teamId,
      kind: "offline",
      startedAt: at,
      detectedAt: at,
      resolvedAt: at,
      resolution: "reported",
      outage: { create: { lastHeardMs: 0n, deadlineMs: 0n, detectedMs: 0n, thresholdMs: 10_000n } },
    },
  });
  return id;
}

async function makeDelivery(named: Named): Promise<bigint> {
  const { client } = named.cast.hub.database;
  const { teamId } = named.owner;
  const channelId = await makeChannel(named);
  const [id, at] = [randomUUID(), new Date()];
  await client.event.create({ data: { id, teamId, type: "machine.offline", occurredAt: at, facts: "{}" } });
  const delivery = await client.delivery.create({
    data: {
      uid: randomUUID(),
      eventId: id,
      teamId,
      channelId,
      channelName: named.name,
      eventType: "machine.offline",
      state: "dead",
      attemptCount: 1,
      createdAt: at,
      finishedAt: at,
    },
  });
  return delivery.id;
}
