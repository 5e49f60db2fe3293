import { expect } from "vitest";
import type { OtherService } from "./more-services";

const INCIDENT_KEY = /^ls-[a-f0-9]{12}-\d+$/;

const pagerduty: OtherService = {
  type: "pagerduty",
  origin: "https://events.eu.pagerduty.com",
  fields: { routing_key: "s3cr3trouting0key0123456789abcde", region: "eu" },
  secrets: ["s3cr3trouting"],
  wrong: { routing_key: "no blanks here" },
  answer: () => ({ status: 202, body: JSON.stringify({ status: "success", message: "Event processed" }) }),
  textOf: ({ body }) => (body as { payload: { summary: string } }).payload.summary,
  check([outage, recovery]) {
    for (const request of [outage, recovery]) {
      expect(request?.url).toBe("https://events.eu.pagerduty.com/v2/enqueue");
      expect(request?.body).toMatchObject({
        routing_key: pagerduty.fields.routing_key,
        dedup_key: expect.stringMatching(INCIDENT_KEY),
        payload: { source: expect.any(String), severity: "critical" },
      });
    }
    const [opened, closed] = [outage, recovery].map((each) => each?.body as Record<string, string>);
    expect([opened?.event_action, closed?.event_action]).toEqual(["trigger", "resolve"]);
    expect(closed?.dedup_key).toBe(opened?.dedup_key);
  },
};

/** Services that keep incidents of their own. */
export const INCIDENT_TOOLS: readonly OtherService[] = [pagerduty];
