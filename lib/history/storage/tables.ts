import type { Client } from "@/lib/db/client";

/** What decides how long a table's rows are kept: a setting, the end of what each is for, or people. */
export type KeptBy = "samples" | "points" | "events" | "history" | "end" | "people";

export type KnownTable = {
  kept: KeptBy;
  /** The time of its oldest row. Of tables that may be large it reads one row. */
  oldest: ((client: Client) => Promise<Date | null | undefined>) | null;
};

const first = { id: "asc" } as const;

/** Every table of the schema. */
export const TABLES: Readonly<Record<string, KnownTable>> = {
  samples: {
    kept: "samples",
    oldest: async ({ sample }) => (await sample.findFirst({ orderBy: first }))?.receivedAt,
  },
  history: {
    kept: "points",
    oldest: async ({ history }) =>
      (
        await history.findFirst({
          orderBy: { start: "asc" },
          where: { step: 3_600 },
          select: { start: true },
        })
      )?.start,
  },
  history_marks: { kept: "people", oldest: null },
  forecasts: { kept: "people", oldest: null },
  // Nearly every event has a delivery, or a row that says why not.
  events: {
    kept: "events",
    oldest: async ({ delivery }) =>
      (await delivery.findFirst({ orderBy: first, select: { event: { select: { occurredAt: true } } } }))
        ?.event.occurredAt,
  },
  deliveries: {
    kept: "events",
    oldest: async ({ delivery }) => (await delivery.findFirst({ orderBy: first }))?.createdAt,
  },
  delivery_attempts: {
    kept: "events",
    oldest: async ({ deliveryAttempt }) =>
      (await deliveryAttempt.findFirst({ orderBy: { startedAt: "asc" } }))?.startedAt,
  },
  chat_messages: {
    kept: "events",
    oldest: async ({ chatMessage }) => (await chatMessage.findFirst({ orderBy: { sentAt: "asc" } }))?.sentAt,
  },
  knocks: {
    kept: "events",
    oldest: async ({ knock }) => (await knock.findFirst({ orderBy: { at: "asc" } }))?.at,
  },
  incidents: {
    kept: "history",
    oldest: async ({ incident }) => (await incident.findFirst({ orderBy: first }))?.detectedAt,
  },
  outages: {
    kept: "history",
    oldest: async ({ outage }) =>
      (
        await outage.findFirst({
          orderBy: { incidentId: "asc" },
          select: { incident: { select: { detectedAt: true } } },
        })
      )?.incident.detectedAt,
  },
  acknowledgements: {
    kept: "history",
    oldest: async ({ acknowledgement }) => (await acknowledgement.findFirst({ orderBy: first }))?.createdAt,
  },
  unwatched: {
    kept: "history",
    oldest: async ({ unwatched }) => (await unwatched.findFirst({ orderBy: first }))?.startedAt,
  },
  blind_intervals: {
    kept: "history",
    oldest: async ({ blindInterval }) => (await blindInterval.findFirst({ orderBy: first }))?.startedAt,
  },
  firings: { kept: "history", oldest: null },
  rules: { kept: "people", oldest: null },
  policies: { kept: "people", oldest: null },
  policy_versions: {
    kept: "history",
    oldest: async ({ policyVersion }) => (await policyVersion.findFirst({ orderBy: first }))?.createdAt,
  },
  turns: { kept: "history", oldest: null },
  rule_states: { kept: "end", oldest: null },
  flaps: { kept: "end", oldest: null },
  canaries: {
    kept: "end",
    oldest: async ({ canary }) => (await canary.findFirst({ orderBy: { startedAt: "asc" } }))?.startedAt,
  },
  sessions: {
    kept: "end",
    oldest: async ({ session }) => (await session.aggregate({ _min: { createdAt: true } }))._min.createdAt,
  },
  password_resets: {
    kept: "end",
    oldest: async ({ passwordReset }) =>
      (await passwordReset.aggregate({ _min: { createdAt: true } }))._min.createdAt,
  },
  invitations: {
    kept: "end",
    oldest: async ({ invitation }) => (await invitation.findFirst({ orderBy: first }))?.createdAt,
  },
  enroll_tokens: {
    kept: "end",
    oldest: async ({ enrollToken }) => (await enrollToken.findFirst({ orderBy: first }))?.createdAt,
  },
  chat_links: {
    kept: "end",
    oldest: async ({ chatLink }) => (await chatLink.findFirst({ orderBy: first }))?.createdAt,
  },
  attempt_counts: { kept: "end", oldest: null },
  web_processes: {
    kept: "end",
    oldest: async ({ webProcess }) =>
      (await webProcess.findFirst({ orderBy: { startedAt: "asc" } }))?.startedAt,
  },
  worker_beats: {
    kept: "end",
    oldest: async ({ workerBeat }) =>
      (await workerBeat.findFirst({ orderBy: { startedAt: "asc" } }))?.startedAt,
  },
  leases: { kept: "end", oldest: null },
  bot_inboxes: { kept: "end", oldest: null },
  storage_measurements: {
    kept: "end",
    oldest: async ({ storageMeasurement }) =>
      (await storageMeasurement.findFirst({ orderBy: { day: "asc" } }))?.measuredAt,
  },
  hub_pulse: { kept: "end", oldest: null },
  outbox_looks: { kept: "end", oldest: null },
  machines: {
    kept: "people",
    oldest: async ({ machine }) => (await machine.findFirst({ orderBy: first }))?.createdAt,
  },
  agent_keys: {
    kept: "people",
    oldest: async ({ agentKey }) => (await agentKey.findFirst({ orderBy: first }))?.createdAt,
  },
  channels: {
    kept: "people",
    oldest: async ({ channel }) => (await channel.findFirst({ orderBy: first }))?.createdAt,
  },
  users: {
    kept: "people",
    oldest: async ({ user }) => (await user.findFirst({ orderBy: first }))?.createdAt,
  },
  teams: {
    kept: "people",
    oldest: async ({ team }) => (await team.findFirst({ orderBy: first }))?.createdAt,
  },
  memberships: { kept: "people", oldest: null },
  api_tokens: {
    kept: "people",
    oldest: async ({ apiToken }) => (await apiToken.findFirst({ orderBy: first }))?.createdAt,
  },
  settings: { kept: "people", oldest: null },
};
