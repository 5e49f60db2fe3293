import { expect } from "vitest";
import type { OtherService } from "./more-services";

/** A program with an API of its own, for which somebody has written the requests. */
export const TEMPLATE_SERVICE: OtherService = {
  type: "template",
  origin: "https://api.example.org",
  fields: {
    url: "https://api.example.org/s3cr3tpath/{{incident.id}}?machine={{machine.name}}",
    method: "PUT",
    body: '{"key":"s3cr3tbody1","text":"{{title}}","id":"{{incident.id}}","open":true}',
    body_recovery: '{"key":"s3cr3tbody1","text":"{{title}}","id":"{{incident.id}}","open":false}',
    headers: { "X-Api-Key": "s3cr3tkey" },
    username: "anna",
    password: "s3cr3tpass",
  },
  // Only admins see the address and the bodies; nobody sees the rest again.
  secrets: ["s3cr3tkey", "s3cr3tpass"],
  wrong: { url: "https://{{machine.name}}.example.org/", body: '{"text":{{title}}}' },
  answer: () => ({ status: 204, body: "" }),
  textOf: ({ body }) => (body as { text: string }).text,
  check([outage, recovery]) {
    for (const request of [outage, recovery]) {
      expect(request?.headers).toMatchObject({
        "x-api-key": "s3cr3tkey",
        authorization: `Basic ${btoa("anna:s3cr3tpass")}`,
        "content-type": "application/json",
      });
      expect(request?.body).toMatchObject({ key: "s3cr3tbody1", id: expect.any(Number) });
    }
    const { id } = (outage?.body ?? {}) as { id: number };
    expect(outage?.url).toMatch(new RegExp(`^https://api\\.example\\.org/s3cr3tpath/${id}\\?machine=[^&]+$`));
    expect(recovery?.url).toBe(outage?.url);
    expect(outage?.body).toMatchObject({ open: true });
    expect(recovery?.body).toMatchObject({ open: false });
  },
};
