import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { idSchema } from "@/lib/base/ids";
import { MAX_OFFLINE_AFTER_MS, MIN_OFFLINE_AFTER_MS } from "@/lib/base/limits";
import { nameText } from "@/lib/base/text";
import { browserZoneSchema, zoneSchema } from "@/lib/base/time-zone";
import { MAX_PLANNED_STOP_MS } from "@/lib/heartbeat/planned-stop";
import { ROLES } from "./roles";

export const roleSchema = z.enum(ROLES, "must be viewer, member or admin");

const name = nameText({ min: 1, max: 100 });

/** Body of POST /api/v1/teams. */
export const createTeamSchema = z.strictObject({
  name,
  time_zone: browserZoneSchema.describe("The zone of the browser; one that the hub does not know means UTC."),
});

/** Body of PATCH /api/v1/team. `offline_after`: duration text in, milliseconds out; null: the installation's. */
export const updateTeamSchema = z.strictObject({
  name: name.optional(),
  offline_after: durationSchema({ minMs: MIN_OFFLINE_AFTER_MS, maxMs: MAX_OFFLINE_AFTER_MS })
    .nullable()
    .optional(),
  planned_stop_max: durationSchema({ minMs: 0, maxMs: MAX_PLANNED_STOP_MS })
    .nullable()
    .optional()
    .describe("The longest announced stop that is believed; null: 30m, 0s: none."),
  time_zone: zoneSchema.nullable().optional().describe("IANA name such as Europe/Berlin; null: UTC."),
});

/** The caller's team as GET /api/v1/team returns it. Times RFC 3339 UTC, durations as text. */
export const teamSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** The threshold of machines without their own; null: the installation's. */
  offline_after: z.string().nullable(),
  /** The threshold in force. */
  offline_after_effective: z.string(),
  /** The longest stop that is believed when a machine announces it. */
  planned_stop_max: z.string(),
  /** The zone in which times are written in what is sent. */
  time_zone: z.string(),
  /** The machine without a threshold of its own that reports most seldom; null: none says how often it does. */
  slowest_machine: z.object({ name: z.string(), report_interval: z.string().nullable() }).nullable(),
  /** What does not suit the threshold in force; null: nothing. */
  warning: z.string().nullable(),
  created_at: z.string(),
});
export type TeamView = z.output<typeof teamSchema>;

/** One of the teams that a person belongs to. */
export const ownTeamSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  role: roleSchema,
  /** Whether this session is for it. */
  current: z.boolean(),
});
export type OwnTeamView = z.output<typeof ownTeamSchema>;

/** Somebody in the caller's team. */
export const memberSchema = z.object({
  user_id: z.number().int(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joined_at: z.string(),
  /** Whether their account is disabled: they cannot sign in. */
  disabled: z.boolean(),
  /** Whether it is the caller. */
  you: z.boolean(),
});
export type MemberView = z.output<typeof memberSchema>;

/** The path parameters of a member: /api/v1/members/:user_id. */
export const memberParams = z.object({ user_id: idSchema });

/** Body of PATCH /api/v1/members/:user_id. */
export const changeRoleSchema = z.strictObject({ role: roleSchema });
