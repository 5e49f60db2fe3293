import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { TURN_ENDINGS } from "@/lib/events/policies/turn-mutations";

/** Answer of GET /api/v1/incidents/:id/plan. */
export const incidentPlanSchema = z
  .object({
    policy: z
      .object({
        name: z.string(),
        number: z.number().int().describe("Its version when the incident opened."),
      })
      .nullable()
      .describe(
        "The policy that it follows. Null: the team had set none, or it was over at once or flapping.",
      ),
    turns: z
      .array(
        z.object({
          key: z.string().describe("`step:2`, `reminder:1` or `fallback`"),
          at: timeSchema.describe(
            "When it came, or will come at the earliest if the hub can receive reports until then.",
          ),
          ending: z
            .enum(TURN_ENDINGS)
            .nullable()
            .describe(
              "`told`: somebody was notified. `nobody`: nobody could be. `acknowledged`, `snoozed`, `over`, `reached`: why nobody had to be. Null: it is still to come.",
            ),
          condition: z
            .enum(["at_once", "unless_acknowledged", "only_if_nobody_was_reached"])
            .describe("On what it depends."),
          channels: z
            .union([z.literal("all"), z.array(z.number().int())])
            .nullable()
            .describe(
              "Whom it is for. Null: everybody who has been notified until then, or the default policy's first.",
            ),
        }),
      )
      .describe("What has come, and what is still to come while the incident is open."),
  })
  .meta({ id: "IncidentPlan" });
export type IncidentPlanView = z.output<typeof incidentPlanSchema>;
