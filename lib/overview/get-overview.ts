import { env } from "@/lib/base/env";
import { getMassSilence } from "@/lib/detection/deadlines/get-mass-silence";
import { findNextAttempts } from "@/lib/events/deliveries/next-attempt-data";
import { toDeliveryView } from "@/lib/events/deliveries/view";
import { findFlapping } from "@/lib/incidents/flapping/find-flapping";
import { toFlappingView } from "@/lib/incidents/flapping/view";
import { toIncidentView } from "@/lib/incidents/view";
import { getHubFacts } from "@/lib/machines/data";
import { toMachineView } from "@/lib/machines/view";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { countAlerts, findOpenAlerts } from "./alerts-data";
import { findChannelStates } from "./channel-states";
import {
  countMachines,
  findBlindIntervals,
  findOfflineMachines,
  findProblematicMachines,
  findRecentIncidents,
  findSetupSteps,
} from "./data";
import { hasWorkingChannel } from "./has-working-channel";
import { getHealth } from "./health/get-health";
import { listProblems } from "./list-problems";
import { rollUp } from "./roll-up";
import type { OverviewView } from "./schema";

/** Answers "is anything wrong?" for a team, at this moment. */
export async function getOverview({ scope, now }: { scope: TeamScope; now: Date }): Promise<OverviewView> {
  requirePermission(scope, "overview.read");
  const hub = await getHubFacts(scope);
  const [groups, offline, alerts, open, problematic, incidents, blind, steps, health, mass_silence] =
    await Promise.all([
      countMachines({ scope, heardMs: hub.heardMs, now }),
      findOfflineMachines({ scope, now }),
      countAlerts({ scope, now }),
      findOpenAlerts({ scope, now }),
      findProblematicMachines(scope),
      findRecentIncidents(scope),
      findBlindIntervals(now),
      findSetupSteps(scope),
      getHealth(),
      getMassSilence({ scope, now }),
    ]);
  const deliveries = [
    ...offline.flatMap((machine) => machine.incidents[0]?.deliveries ?? []),
    ...open.flatMap((alert) => alert.deliveries),
  ];
  const flaps = new Map(
    (await findFlapping({ scope, machineIds: offline.map(({ id }) => id) })).map((flap) => [
      flap.machineId,
      flap,
    ]),
  );
  const channelIds = new Set(deliveries.map(({ channelId }) => channelId));
  const channels = steps.channels.filter(({ id }) => channelIds.has(id));
  const [nextAttemptOf, stateOf] = await Promise.all([
    findNextAttempts(deliveries, now),
    findChannelStates(channels, now),
  ]);
  const problems = listProblems(problematic.machines.map((machine) => toMachineView({ machine, hub, now })));
  const toDelivery = (delivery: (typeof deliveries)[number]) => ({
    ...toDeliveryView(delivery, nextAttemptOf),
    channel_state: stateOf.get(delivery.channelId ?? 0) ?? null,
  });
  return {
    now: now.toISOString(),
    ...rollUp(groups),
    mass_silence,
    offline_machines: offline.map((machine) => ({
      machine: toMachineView({ machine, hub, now }),
      incident: machine.incidents[0] === undefined ? null : toIncidentView(machine.incidents[0]),
      flapping: toFlappingView({ flap: flaps.get(machine.id), heardMs: hub.heardMs, now }),
      deliveries: machine.incidents[0]?.deliveries.map(toDelivery) ?? [],
    })),
    alerts,
    open_alerts: open.map((alert) => ({
      incident: toIncidentView(alert),
      deliveries: alert.deliveries.map(toDelivery),
    })),
    recent_incidents: incidents.map(toIncidentView),
    blind_intervals: blind.map((interval) => ({
      started_at: interval.startedAt.toISOString(),
      ended_at: interval.endedAt.toISOString(),
      cause: interval.cause,
    })),
    problems,
    problems_total: problems.length + problematic.total - problematic.machines.length,
    setup: {
      has_machine: groups.length > 0,
      has_report: steps.hasReport,
      has_channel: steps.channels.length > 0,
      can_tell: await hasWorkingChannel(steps.channels, now),
      has_delivery: steps.hasDelivery,
      has_hub_url: env().hubUrl !== null,
    },
    health,
  };
}
