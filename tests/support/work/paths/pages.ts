import { listNames } from "@/lib/detection/rules/list-names";
import { listRules } from "@/lib/detection/rules/list-rules";
import { replayRule } from "@/lib/detection/rules/replay-rule";
import { listDeliveries } from "@/lib/events/deliveries/list-deliveries";
import { listPolicies } from "@/lib/events/policies/get-policy";
import { getSamples } from "@/lib/history/metrics/get-samples";
import { getSamplesCsv } from "@/lib/history/metrics/get-samples-csv";
import { listReports } from "@/lib/history/metrics/list-reports";
import { listSeries } from "@/lib/history/metrics/list-series";
import { listSparklines } from "@/lib/history/metrics/list-sparklines";
import { getMachineUptime } from "@/lib/history/uptime/get-machine-uptime";
import { listUptimes } from "@/lib/history/uptime/list-uptimes";
import { reportUptime } from "@/lib/history/uptime/report-uptime";
import { getIncident } from "@/lib/incidents/get-incident";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { listOutagesWithin } from "@/lib/incidents/outages-within-data";
import { getPlan } from "@/lib/incidents/turns/get-plan";
import { findTakenNames } from "@/lib/machines/data";
import { getMachine } from "@/lib/machines/get-machine";
import { listMachines } from "@/lib/machines/list-machines";
import { listRows } from "@/lib/machines/list-rows";
import { listPauses, listWindows } from "@/lib/machines/windows/list-windows";
import { getChannel } from "@/lib/notifications/channels/get-channel";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import { getCanary } from "@/lib/overview/canary/get-canary";
import { explainMachine } from "@/lib/overview/explanation/explain-machine";
import { previewOutage } from "@/lib/overview/explanation/preview-outage";
import { getOverview } from "@/lib/overview/get-overview";
import { getShell } from "@/lib/overview/get-shell";
import { getHealth } from "@/lib/overview/health/get-health";
import { getChannelImpact } from "@/lib/overview/impact/get-impact";
import { findValidCallers } from "@/lib/overview/live/data";
import { findAccounts } from "@/lib/people/accounts/data";
import { findSessionRow } from "@/lib/people/auth/data";
import { findSessions } from "@/lib/people/profile/data";
import { findMembers } from "@/lib/people/teams/data";
import { getTeam } from "@/lib/people/teams/get-team";
import { CHANNELS, LARGE_TEAM } from "../../large-hub/shape";
import { COUNTS_FLEET, COUNTS_WAITING, HOT_MACHINE, type Path } from "./path";

const PAGE = { after: null, limit: 50 };
const DAY_MS = 86_400_000;
const BUSY = {
  name: "busy",
  metric: "filesystem.used_pct",
  target: null,
  comparison: "above",
  threshold: 90,
  samples: null,
  forMs: 600_000,
  recoverMargin: 0,
  severity: "warning",
} as const;

/** Beside the fleet itself, open incidents are looked through for those of rules. */
const LISTS_ALERTING: Path["grows"] = [{ with: "machines", what: /FROM .*(machines|firings)/s }];

/** What pages and the API read. */
export const PAGES: Path[] = [
  { name: "the overview", grows: COUNTS_FLEET, walk: ({ team, now }) => getOverview({ scope: team, now }) },
  {
    name: "the overview of the small team",
    walk: ({ smallTeam, now }) => getOverview({ scope: smallTeam, now }),
  },
  {
    name: "the frame of every page",
    grows: COUNTS_FLEET,
    walk: ({ team, now }) => getShell({ scope: team, now }),
  },
  {
    name: "the rules of a machine",
    walk: ({ team: scope }) => listRules({ scope, machineId: HOT_MACHINE }),
  },
  { name: "the maintenance windows", walk: ({ team: scope, now }) => listWindows({ scope, now }) },
  {
    name: "the machines that people have paused",
    walk: ({ team: scope, now }) => listPauses({ scope, now }),
  },
  { name: "the policies of a team", walk: ({ team: scope }) => listPolicies(scope) },
  { name: "the plan of an incident", walk: ({ team: scope }) => getPlan({ scope, id: 3 }) },
  { name: "health", walk: () => getHealth() },
  {
    name: "the live stream's callers",
    walk: ({ now }) =>
      findValidCallers({ teamId: LARGE_TEAM, callers: [{ kind: "session", id: "session-1" }], now }),
  },
  { name: "the session of a request", walk: () => findSessionRow("session-1") },
  { name: "the list of machines", walk: ({ team: scope, now }) => listMachines({ scope, page: PAGE, now }) },
  {
    name: "the list of machines of the small team",
    walk: ({ smallTeam: scope, now }) => listMachines({ scope, page: PAGE, now }),
  },
  {
    name: "the offline machines",
    walk: ({ team: scope, now }) => listMachines({ scope, filter: { status: "offline" }, page: PAGE, now }),
  },
  {
    name: "the disabled machines, of which there are none",
    grows: COUNTS_FLEET,
    walk: ({ team: scope, now }) => listMachines({ scope, filter: { status: "disabled" }, page: PAGE, now }),
  },
  {
    name: "a search for a machine",
    grows: COUNTS_FLEET,
    walk: ({ team: scope, now }) => listMachines({ scope, filter: { q: "nowhere" }, page: PAGE, now }),
  },
  {
    name: "the first rows of the machines' page",
    grows: LISTS_ALERTING,
    walk: ({ team: scope, now }) => listRows({ scope, limit: 100, now }),
  },
  {
    name: "the rows that have changed since a moment ago",
    grows: LISTS_ALERTING,
    walk: ({ team: scope, now }) => listRows({ scope, since: new Date(now.getTime() + 60_000), now }),
  },
  {
    name: "all rows of the machines' page",
    grows: LISTS_ALERTING,
    walk: ({ team: scope, now }) => listRows({ scope, now }),
  },
  {
    name: "the names that are taken",
    grows: COUNTS_FLEET,
    walk: ({ team }) => findTakenNames(team),
  },
  { name: "a machine", walk: ({ team: scope, now }) => getMachine({ scope, id: HOT_MACHINE, now }) },
  { name: "a machine's reports", walk: ({ team: scope }) => listReports({ scope, id: HOT_MACHINE }) },
  {
    name: "a machine's last hour",
    walk: ({ team: scope, now }) => getSamples({ scope, id: HOT_MACHINE, span: 3_600_000, now }),
  },
  {
    name: "a machine's last month",
    walk: ({ team: scope, now }) => getSamples({ scope, id: HOT_MACHINE, span: 30 * DAY_MS, now }),
  },
  {
    name: "a machine's last day as a file",
    walk: ({ team: scope, now }) => getSamplesCsv({ scope, id: HOT_MACHINE, span: DAY_MS, now }),
  },
  {
    name: "what a machine measures",
    walk: ({ team: scope, now }) => listSeries({ scope, id: HOT_MACHINE, now }),
  },
  {
    name: "a hundred sparklines",
    walk: ({ team: scope, now }) =>
      listSparklines({
        scope,
        ids: Array.from({ length: 100 }, (_, index) => index + 1),
        series: "cpu_pct",
        span: DAY_MS,
        now,
      }),
  },
  {
    name: "a machine's uptime",
    walk: ({ team: scope, now }) => getMachineUptime({ scope, id: HOT_MACHINE, days: 2, zone: "UTC", now }),
  },
  {
    name: "a quiet machine's uptime",
    walk: ({ team: scope, now, quiet }) => getMachineUptime({ scope, id: quiet, days: 2, zone: "UTC", now }),
  },
  {
    name: "the uptime of the machines in sight",
    walk: ({ team: scope, now, quiet }) =>
      listUptimes({ scope, ids: [HOT_MACHINE, 3, 5, quiet - 1, quiet], span: 2 * DAY_MS, now }),
  },
  {
    name: "a report about a day",
    // It has a line for each machine.
    grows: [{ with: "machines", what: /./ }],
    walk: ({ team: scope, now }) => reportUptime({ scope, page: PAGE, span: DAY_MS, now }),
  },
  { name: "what a rule could watch", walk: ({ team: scope }) => listNames({ scope }) },
  {
    name: "what a rule could watch on machines with a tag",
    // They are looked for among a thousand at most.
    grows: COUNTS_FLEET,
    walk: ({ team: scope }) => listNames({ scope, tags: ["nowhere"] }),
  },
  {
    name: "how often a rule would have fired",
    walk: ({ team: scope, now }) =>
      replayRule({ scope, rule: BUSY, machineId: HOT_MACHINE, spanMs: 30 * DAY_MS, now }),
  },
  { name: "the incidents", walk: ({ team: scope }) => listIncidents({ scope, page: PAGE }) },
  {
    name: "the second page of the incidents",
    walk: ({ team: scope }) => listIncidents({ scope, page: { after: 500n, limit: 50 } }),
  },
  {
    name: "the incidents of the small team",
    walk: ({ smallTeam: scope }) => listIncidents({ scope, page: PAGE }),
  },
  ...(["open", "resolved"] as const).flatMap((status): Path[] => [
    {
      name: `the ${status} incidents`,
      walk: ({ team: scope }) => listIncidents({ scope, filter: { status }, page: PAGE }),
    },
    {
      name: `the ${status} incidents of the small team`,
      walk: ({ smallTeam: scope }) => listIncidents({ scope, filter: { status }, page: PAGE }),
    },
    {
      name: `a machine's ${status} incidents`,
      walk: ({ team: scope }) =>
        listIncidents({ scope, filter: { status, machineId: HOT_MACHINE }, page: PAGE }),
    },
  ]),
  {
    name: "a machine's incidents",
    walk: ({ team: scope }) => listIncidents({ scope, filter: { machineId: HOT_MACHINE }, page: PAGE }),
  },
  ...(["offline", "metric"] as const).flatMap((kind): Path[] => [
    {
      name: `the ${kind} incidents`,
      walk: ({ team: scope }) => listIncidents({ scope, filter: { kind }, page: PAGE }),
    },
    {
      name: `the open ${kind} incidents of the small team`,
      walk: ({ smallTeam: scope }) => listIncidents({ scope, filter: { kind, status: "open" }, page: PAGE }),
    },
    {
      name: `the ${kind} incidents of a machine that has had many alerts`,
      walk: ({ team: scope, quiet }) =>
        listIncidents({ scope, filter: { kind, machineId: quiet }, page: PAGE }),
    },
  ]),
  {
    name: "the outages of a machine that has had many alerts",
    walk: ({ team: scope, quiet, now }) =>
      listOutagesWithin({
        scope,
        machines: { firstId: quiet, lastId: quiet },
        fromMs: now.getTime() - DAY_MS,
        toMs: now.getTime(),
      }),
  },
  { name: "an incident", walk: ({ team: scope, now }) => getIncident({ scope, id: 10, now }) },
  { name: "an open incident", walk: ({ team: scope, now }) => getIncident({ scope, id: 2, now }) },
  { name: "the delivery log", walk: ({ team: scope, now }) => listDeliveries({ scope, page: PAGE, now }) },
  {
    name: "the second page of the delivery log",
    walk: ({ team: scope, now }) => listDeliveries({ scope, page: { after: 500n, limit: 50 }, now }),
  },
  {
    name: "the delivery log of the small team",
    walk: ({ smallTeam: scope, now }) => listDeliveries({ scope, page: PAGE, now }),
  },
  ...(["pending", "sending", "delivered", "suppressed", "dead"] as const).flatMap((state): Path[] => [
    {
      name: `the ${state} deliveries`,
      walk: ({ team: scope, now }) => listDeliveries({ scope, filter: { state }, page: PAGE, now }),
    },
    {
      name: `the ${state} deliveries of the small team`,
      walk: ({ smallTeam: scope, now }) => listDeliveries({ scope, filter: { state }, page: PAGE, now }),
    },
    {
      name: `a machine's ${state} deliveries`,
      walk: ({ team: scope, now }) =>
        listDeliveries({ scope, filter: { state, machineId: HOT_MACHINE }, page: PAGE, now }),
    },
    {
      name: `a channel's ${state} deliveries`,
      walk: ({ team: scope, now }) =>
        listDeliveries({ scope, filter: { state, channelId: CHANNELS.away }, page: PAGE, now }),
    },
  ]),
  {
    name: "a machine's deliveries",
    walk: ({ team: scope, now }) =>
      listDeliveries({ scope, filter: { machineId: HOT_MACHINE }, page: PAGE, now }),
  },
  {
    name: "a channel's deliveries",
    walk: ({ team: scope, now }) =>
      listDeliveries({ scope, filter: { channelId: CHANNELS.away }, page: PAGE, now }),
  },
  {
    name: "a machine's deliveries to one channel",
    walk: ({ team: scope, now }) =>
      listDeliveries({
        scope,
        filter: { channelId: CHANNELS.away, machineId: HOT_MACHINE },
        page: PAGE,
        now,
      }),
  },
  {
    name: "an incident's deliveries",
    walk: ({ team: scope, now }) => listDeliveries({ scope, filter: { incidentId: 10 }, page: PAGE, now }),
  },
  {
    name: "the channels",
    grows: COUNTS_WAITING,
    walk: ({ team: scope, now }) => listChannels({ scope, page: PAGE, now }),
  },
  {
    name: "the channel that is away",
    grows: COUNTS_WAITING,
    walk: ({ team: scope, now }) => getChannel({ scope, id: CHANNELS.away, now }),
  },
  { name: "the latest end-to-end test", walk: ({ team: scope, now }) => getCanary({ scope, now }) },
  {
    name: "why, at this moment",
    grows: COUNTS_WAITING,
    walk: ({ team: scope, now }) => explainMachine({ scope, id: HOT_MACHINE, at: now, now }),
  },
  {
    name: "why, fifty days ago",
    walk: ({ team: scope, now }) =>
      explainMachine({ scope, id: HOT_MACHINE, at: new Date(now.getTime() - 50 * DAY_MS), now }),
  },
  {
    name: "why, of a quiet machine",
    walk: ({ team: scope, now, quiet }) =>
      explainMachine({ scope, id: quiet, at: new Date(now.getTime() - 1_000), now }),
  },
  {
    name: "what would happen",
    grows: COUNTS_WAITING,
    walk: ({ team: scope, now, quiet }) => previewOutage({ scope, id: quiet, now }),
  },
  {
    name: "what it would mean if a channel were off",
    grows: [...(COUNTS_FLEET ?? []), ...(COUNTS_WAITING ?? [])],
    walk: ({ team: scope, now }) => getChannelImpact({ scope, id: 1, how: "off", now }),
  },
  {
    name: "the team",
    grows: COUNTS_FLEET,
    walk: ({ team }) => getTeam(team),
  },
  { name: "the team's people", walk: ({ team }) => findMembers(team) },
  { name: "the accounts", walk: () => findAccounts({ q: "", page: PAGE }) },
  { name: "a person's sessions", walk: ({ person: scope, now }) => findSessions({ scope, now }) },
];
