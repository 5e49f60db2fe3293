import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { getMachineUptime } from "@/lib/uptime/get-machine-uptime";
import { machineUptimeQuerySchema, machineUptimeSchema } from "@/lib/uptime/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/uptime",
  summary: "How much of the latest days a machine was online.",
  params: idParams,
  query: machineUptimeQuerySchema,
  answers: { 200: machineUptimeSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await getMachineUptime({ scope, ...params, ...query, now }),
  }),
});
