import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getMachineUptime } from "@/lib/history/uptime/get-machine-uptime";
import { machineUptimeQuerySchema, machineUptimeSchema } from "@/lib/history/uptime/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/uptime",
  summary: "Get the uptime of a machine over the latest days.",
  params: idParams,
  query: machineUptimeQuerySchema,
  answers: { 200: machineUptimeSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await getMachineUptime({ scope, ...params, ...query, now }),
  }),
});
