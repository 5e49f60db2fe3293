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

const opsgenie: OtherService = {
  type: "opsgenie",
  origin: "https://api.atlassian.com",
  fields: { key: "s3cr3t-jsm-key-x9f2" },
  secrets: ["s3cr3t-jsm"],
  wrong: { api: "mars" },
  answer: () => ({ status: 202, body: JSON.stringify({ result: "Request will be processed" }) }),
  textOf({ body }) {
    const { description, note } = body as { description?: string; note?: string };
    return description ?? note ?? "";
  },
  check([outage, recovery]) {
    const base = "https://api.atlassian.com/jsm/ops/integration/v2/alerts";
    const { alias, priority, message } = (outage?.body ?? {}) as Record<string, string>;
    expect(outage?.url).toBe(base);
    expect(alias).toMatch(INCIDENT_KEY);
    expect(priority).toBe("P1");
    expect(message?.length).toBeLessThanOrEqual(130);
    expect(recovery?.url).toBe(`${base}/${alias}/close?identifierType=alias`);
    expect(recovery?.headers.authorization).toBe("GenieKey s3cr3t-jsm-key-x9f2");
  },
};

const alertmanager: OtherService = {
  type: "alertmanager",
  origin: "https://alertmanager.example.org",
  fields: { server: "https://alertmanager.example.org/am/" },
  secrets: [],
  wrong: { server: "alertmanager" },
  answer: () => ({ status: 200, body: "" }),
  textOf: ({ body }) =>
    (body as { annotations: { summary: string } }[]).map((each) => each.annotations.summary).join(),
  check([outage, recovery]) {
    type Alert = { labels: object; endsAt: string };
    const [opened, closed] = [outage, recovery].map((each) => ((each?.body ?? []) as Alert[])[0]);
    expect(outage?.url).toBe("https://alertmanager.example.org/am/api/v2/alerts");
    expect(opened?.labels).toMatchObject({ incident: expect.stringMatching(INCIDENT_KEY) });
    expect(closed?.labels).toEqual(opened?.labels);
    expect(Date.parse(opened?.endsAt ?? "")).toBeGreaterThan(Date.parse(closed?.endsAt ?? ""));
  },
};

/** Services that keep incidents of their own. */
export const INCIDENT_TOOLS: readonly OtherService[] = [pagerduty, opsgenie, alertmanager];
