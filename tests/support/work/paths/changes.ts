import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { hashToken } from "@/lib/db/secrets/checked-token";
import { transaction } from "@/lib/db/transaction";
import { commitReports } from "@/lib/detection/ingest/commit-reports";
import { createRule } from "@/lib/detection/rules/create-rule";
import { deleteRule } from "@/lib/detection/rules/delete-rule";
import { getRule } from "@/lib/detection/rules/get-rule";
import { updateRule } from "@/lib/detection/rules/update-rule";
import { replayDelivery } from "@/lib/events/deliveries/replay-delivery";
import { storeReachability } from "@/lib/events/reachability/mutations";
import { HearingState } from "@/lib/heartbeat/hearing-state";
import { PROOF_OF_LIFE } from "@/lib/heartbeat/report/parse";
import { acknowledge, takeBack } from "@/lib/incidents/acknowledgements/mutations";
import { bulkChange } from "@/lib/machines/bulk-change";
import { deleteMachine } from "@/lib/machines/delete-machine";
import { findButton } from "@/lib/notifications/buttons/data";
import { storeButton, useButton } from "@/lib/notifications/buttons/mutations";
import { deleteChannel } from "@/lib/notifications/channels/delete-channel";
import { loadForSending } from "@/lib/notifications/outbox/sending/delivery-data";
import {
  claimDeliveries,
  endDeliveries,
  releaseDeliveries,
  renewClaims,
} from "@/lib/notifications/outbox/sending/delivery-mutations";
import { readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import type { TeamScope } from "@/lib/people/teams/scope";
import { updateTeam } from "@/lib/people/teams/update-team";
import { CHANNELS } from "../../large-hub/shape";
import { makeSample } from "../../sample";
import { sweep } from "./jobs";
import { COUNTS_FLEET, HOT_MACHINE, type Path } from "./path";

/** What happens, and changes the database: walked last. */
export const CHANGES: Path[] = [
  {
    name: "reports of machines that are online, and of one that is back",
    walk: ({ hub, quiet }) => report(hub, [quiet - 2, quiet - 1, 5]),
  },
  {
    name: "a rule that is made, fires on a machine that had many outages, is changed and deleted",
    walk: ({ team: scope, hub, now }) => ruleFromFirstToLast({ hub, scope, now }),
  },
  {
    name: "sending ten deliveries",
    walk: ({ hub }) => sendTen(hub),
  },
  {
    name: "a reachability check",
    walk: ({ hub }) =>
      storeReachability(hub, { knock: { ok: true, url: "http://hub", message: "ok" }, massHoldMs: 0 }),
  },
  {
    name: "an acknowledgement and its end",
    async walk({ team: scope }) {
      const by = { userId: 1, name: "Somebody", via: "ui" as const };
      await acknowledge({ scope, incidentIds: [3], by, until: null });
      await takeBack({ scope, incidentIds: [3], by });
    },
  },
  {
    name: "the button of a message, stored and pressed",
    async walk({ hub, now }) {
      const hash = hashToken(randomUUID());
      await storeButton(hub, { channelId: 1, incidentId: 3, hash, now });
      await findButton(hub.client, { hash, now });
      await transaction((tx) => useButton(tx, { hash, now }), hub);
    },
  },
  {
    name: "the networks that channels may reach",
    walk: ({ hub }) => readAllowedNetworks(hub),
  },
  {
    name: "sending a delivery again",
    walk: ({ team: scope, hub, now }) => replayOneDead(hub, scope, now),
  },
  {
    name: "five machines that go silent",
    grows: COUNTS_FLEET,
    async walk({ hub, quiet }) {
      await hub.client.machine.updateMany({
        where: { id: { gt: quiet - 5, lte: quiet } },
        data: { deadline: 1n },
      });
      return sweep(hub);
    },
  },
  {
    name: "disabling and enabling a machine",
    async walk({ team: scope, now }) {
      await bulkChange({ scope, input: { action: "disable", ids: [4] }, now });
      await bulkChange({ scope, input: { action: "enable", ids: [4] }, now });
    },
  },
  {
    name: "another threshold for one machine",
    walk: ({ team: scope, now }) =>
      bulkChange({
        scope,
        input: { action: "set_offline_after", ids: [5], offline_after: 20_000 },
        now,
      }),
  },
  {
    name: "deleting a machine that has flapped for years",
    // Its incidents and samples are deleted a few at a time.
    grows: [{ with: "parts", what: /incidents|samples/ }],
    walk: ({ team: scope, now }) => deleteMachine({ scope, id: HOT_MACHINE, now }),
  },
  {
    name: "deleting a channel",
    // Its deliveries are released a few at a time.
    grows: [{ with: "parts", what: /deliveries|chat_messages/ }],
    walk: ({ team: scope, now }) => deleteChannel({ scope, id: CHANNELS.others[0], now }),
  },
  {
    name: "another name for the team",
    grows: COUNTS_FLEET,
    walk: ({ team: scope }) => updateTeam({ scope, input: { name: "Larger" } }),
  },
];

/** A group commit; each machine's key has its id. */
function report(hub: Database, keyIds: number[]) {
  return commitReports({
    database: hub,
    hearing: new HearingState(),
    policy: { offlineAfterMs: 10_000, flapWindowMs: 60_000 },
    items: keyIds.map((keyId) => ({ keyId, report: PROOF_OF_LIFE })),
    withPulse: true,
  });
}

async function ruleFromFirstToLast({ hub, scope, now }: { hub: Database; scope: TeamScope; now: Date }) {
  const input = { name: "Busy", metric: "cpu_pct", comparison: "above", threshold: 50, samples: 1 } as const;
  const { id } = await createRule({ scope, input, now });
  const report = { ...PROOF_OF_LIFE, sample: makeSample({ cpu_pct: 99 }) };
  await commitReports({
    database: hub,
    hearing: new HearingState(),
    policy: { offlineAfterMs: 10_000, flapWindowMs: 60_000 },
    items: [{ keyId: HOT_MACHINE, report }],
    withPulse: false,
  });
  const { firing } = await getRule({ scope, id });
  if (firing !== 1) throw new Error("the rule does not fire");
  await updateRule({ scope, id, input: { threshold: 60 }, now });
  await deleteRule({ scope, id, now });
}

async function sendTen(hub: Database) {
  const token = randomUUID();
  const which = {
    channelTypes: ["webhook"],
    exceptChannels: [CHANNELS.away],
    onlyChannels: null,
    suspects: false,
    limit: 10,
  };
  const now = new Date();
  const deliveries = await claimDeliveries(hub, { token, which, takesOver: true });
  await loadForSending(hub, { deliveries, now });
  await renewClaims(
    hub,
    deliveries.map(({ id }) => ({ id, token })),
  );
  const [first, ...rest] = deliveries;
  if (first === undefined) throw new Error("nothing was claimed");
  await releaseDeliveries(hub, { ids: [first.id], token, delayMs: null });
  const attempt = { startedAt: now, finishedAt: now, isSuccess: true, httpStatus: 200, message: "200 OK" };
  const ending = { state: "delivered", reason: null } as const;
  return endDeliveries(
    hub,
    rest.map((delivery) => ({ delivery, token, ending, attempt })),
  );
}

async function replayOneDead(hub: Database, scope: TeamScope, now: Date) {
  // The first closed incident that was given up.
  const uid = `msg_evt_o57_0`;
  const dead = await hub.client.delivery.findUniqueOrThrow({ where: { uid }, select: { id: true } });
  return replayDelivery({ scope, id: Number(dead.id), now });
}
