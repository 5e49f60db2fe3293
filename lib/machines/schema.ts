import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { idsSchema } from "@/lib/base/ids";
import { MAX_OFFLINE_AFTER_MS, MIN_OFFLINE_AFTER_MS } from "@/lib/base/limits";
import { linesText, nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { MACHINE_STATUSES } from "@/lib/heartbeat/machine-status";
import { lastSampleSchema, systemInfoSchema } from "@/lib/heartbeat/report/system-info";
import { flappingSchema } from "@/lib/incidents/flapping/view";

const name = nameText({ min: 1, max: 100 });
const hostname = nameText({ min: 0, max: 253 });
const description = linesText({ min: 0, max: 2_000 });
const MAX_RUNBOOK = 500;
const runbookUrl = z
  .string()
  .max(MAX_RUNBOOK)
  .transform((text, context) => {
    const typed = text.trim();
    if (typed === "") return null;
    const url = URL.canParse(typed) ? new URL(typed) : null;
    const isLink = url?.protocol === "https:" && url.username === "" && url.password === "";
    // Encoded, it may be longer than what was typed.
    if (isLink && url.toString().length <= MAX_RUNBOOK) return url.toString();
    context.addIssue("must be a link such as https://wiki.example.org/web-01, without a password");
    return z.NEVER;
  })
  .nullable();
const tag = nameText({ min: 1, max: 40 });
export const MAX_TAGS = 20;
const tags = z
  .array(tag)
  .max(MAX_TAGS)
  .transform((list) => [...new Set(list)]);
const offlineAfter = durationSchema({ minMs: MIN_OFFLINE_AFTER_MS, maxMs: MAX_OFFLINE_AFTER_MS }).nullable();

/** Body of POST /api/v1/machines. `offline_after`: duration text in, milliseconds out. */
export const createMachineSchema = z
  .strictObject({
    name,
    hostname: hostname.nullable().optional(),
    description: description.optional(),
    runbook_url: runbookUrl
      .optional()
      .describe(
        "Where people read what to do when it is offline: an https link, sent with every message about it.",
      ),
    tags: tags.optional(),
    offline_after: offlineAfter.optional().describe("The threshold, from 5s to 24d; null: the default."),
  })
  .meta({ id: "MachineInput" });

/** Body of PATCH /api/v1/machines/:id: the fields of POST, all optional. */
export const updateMachineSchema = createMachineSchema.partial().meta({ id: "MachineChange" });

const MAX_OVERLAP_MS = 30 * 86_400_000;
const DEFAULT_OVERLAP_MS = 86_400_000;

/** Body of POST /api/v1/machines/:id/rotate-key. */
export const rotateKeySchema = z.strictObject({
  overlap: durationSchema({ minMs: 0, maxMs: MAX_OVERLAP_MS })
    .default(DEFAULT_OVERLAP_MS)
    .describe("How long the old keys stay valid: at most 30d, by default 24h; 0s: they are revoked at once."),
});

/** Answer of POST /api/v1/machines/:id/rotate-key. */
export const rotatedKeySchema = z.object({ api_key: z.string().describe("Shown only here.") });

/** The longest pause. A machine that is away for longer should be disabled. */
export const MAX_PAUSE_MS = 90 * 86_400_000;

const pauseFields = {
  until: z.iso
    .datetime({ offset: true, error: "must be a time such as 2026-03-01T12:00:00Z" })
    .transform((text) => new Date(text))
    .optional(),
  for: durationSchema({ minMs: 1_000, maxMs: MAX_PAUSE_MS }).optional(),
};
type PauseFields = { until?: Date | undefined; for?: number | undefined };
const hasOneEnd = (input: PauseFields) => (input.until === undefined) !== (input.for === undefined);
const ONE_END = { message: "give either this or until", path: ["for"] };

/** Body of POST /api/v1/machines/:id/pause: the end of the maintenance window, or its length. */
export const pauseMachineSchema = z.strictObject(pauseFields).refine(hasOneEnd, ONE_END);

const ids = idsSchema("machine");

/** Body of POST /api/v1/machines/bulk: an action, and the machines to apply it to. */
export const bulkMachinesSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("add_tag"), ids, tag }),
  z.strictObject({ action: z.literal("remove_tag"), ids, tag }),
  z.strictObject({ action: z.literal("set_offline_after"), ids, offline_after: offlineAfter }),
  z.strictObject({ action: z.literal("pause"), ids, ...pauseFields }).refine(hasOneEnd, ONE_END),
  z.strictObject({ action: z.literal("resume"), ids }),
  z.strictObject({ action: z.literal("enable"), ids }),
  z.strictObject({ action: z.literal("disable"), ids }),
  z.strictObject({ action: z.literal("delete"), ids }),
]);

/** Answer of POST /api/v1/machines/bulk: the outcome for each machine. */
export const bulkOutcomeSchema = z.object({
  data: z.array(
    z.object({
      id: z.number().int(),
      outcome: z.enum(["done", "not_found", "refused"]),
      message: z.string().nullable(),
    }),
  ),
});
export type BulkOutcome = z.output<typeof bulkOutcomeSchema>;

/** Query of GET /api/v1/machines. */
export const listMachinesSchema = z.strictObject({
  status: z.enum(MACHINE_STATUSES).optional(),
  tag: z.string().max(40).optional(),
  q: z.string().max(200).optional().describe("Part of the name, hostname, description or a tag."),
});

/** What may be wrong with a machine's reports, the worst first. */
export const PROBLEM_KINDS = ["cloned", "refused", "left_out", "interval", "clock"] as const;

export const problemSchema = z.object({
  kind: z.enum(PROBLEM_KINDS),
  message: z.string().describe("Sentences that say what is wrong and what to do."),
});
export type Problem = z.output<typeof problemSchema>;

/** A machine as /api/v1 returns it. */
export const machineSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    hostname: z
      .string()
      .nullable()
      .describe("What a person has typed, else what the agent reports, else null."),
    description: z.string(),
    runbook_url: z.string().nullable().describe("Where people read what to do when it is offline."),
    tags: z.array(z.string()),
    status: z.enum(MACHINE_STATUSES),
    last_seen: timeSchema.nullable(),
    deadline: timeSchema
      .nullable()
      .describe(
        "When the machine will be offline if it stays silent and the hub keeps hearing; null unless online.",
      ),
    offline_after: durationTextSchema.nullable().describe("The machine's own threshold; null: the default."),
    offline_after_effective: durationTextSchema.describe("The threshold in force."),
    late: z.boolean().describe("The machine has been silent for more than half of its threshold."),
    paused_until: timeSchema
      .nullable()
      .describe(
        "Until when a pause or a maintenance window covers it, whatever the status; null: nothing does.",
      ),
    announced_stop: z
      .object({
        reason: z.string(),
        at: timeSchema,
        back_by: timeSchema
          .nullable()
          .describe(
            "Until then silence is expected, as far as the team believes it; null: no longer than otherwise.",
          ),
      })
      .nullable()
      .describe("The stop that its latest report announced; null: none, or it has reported since."),
    system_info: systemInfoSchema,
    last_sample: lastSampleSchema.nullable(),
    agent_version: z.string().nullable(),
    agent_outdated: z
      .boolean()
      .describe(
        "Whether it is an older version of the agent that this hub installs; other agents never are.",
      ),
    report_interval: durationTextSchema
      .nullable()
      .describe("How often its agent says that it reports; null: it does not say."),
    problems: z.array(problemSchema).describe("What is wrong with its reports, the worst first."),
    created_at: timeSchema,
  })
  .meta({ id: "Machine" });
export type MachineView = z.output<typeof machineSchema>;

/** A valid key, as far as it may be shown. */
const keySchema = z.object({
  hint: z.string(),
  created_at: timeSchema,
  last_used_at: timeSchema.nullable(),
  expires_at: timeSchema.nullable().describe("Null: never."),
});

/** A machine as GET /api/v1/machines/:id returns it. */
export const machineDetailSchema = machineSchema
  .extend({
    keys: z.array(keySchema),
    window: z
      .object({ id: z.number().int(), name: z.string() })
      .nullable()
      .describe(
        "The maintenance window that ends at `paused_until`; null: a person has paused it, or nothing covers it.",
      ),
    flapping: flappingSchema
      .nullable()
      .describe("It goes and comes too often: its changes are held. Null: it does not."),
  })
  .meta({ id: "MachineDetail" });
export type MachineDetail = z.output<typeof machineDetailSchema>;

/** A machine that was just added, with what is shown only once. */
export const createdMachineSchema = machineSchema
  .extend({
    api_key: z.string().describe("Shown only here."),
    enroll_token: z.string().describe("One-time token for the installer, valid for an hour."),
  })
  .meta({ id: "CreatedMachine" });
export type CreatedMachine = z.output<typeof createdMachineSchema>;
