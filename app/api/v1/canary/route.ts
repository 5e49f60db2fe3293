import { route } from "@/lib/api/route";
import { getCanary } from "@/lib/overview/canary/get-canary";
import { canarySchema } from "@/lib/overview/canary/schema";
import { startCanary } from "@/lib/overview/canary/start-canary";

export const GET = route({
  pattern: "/api/v1/canary",
  summary: "Get the latest end-to-end test, step by step.",
  answers: { 200: canarySchema },
  handle: async ({ session: { scope }, now }) => ({ body: await getCanary({ scope, now }) }),
});

export const POST = route({
  pattern: "/api/v1/canary",
  summary: "Run an end-to-end test: a simulated outage, sent to every channel and marked as a test.",
  answers: { 202: canarySchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, now }) => ({ body: await startCanary({ scope, now }) }),
});
