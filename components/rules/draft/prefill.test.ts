import { describe, expect, it } from "vitest";
import { addRuleHref, readPrefill } from "./prefill";

describe("an address that asks for a form", () => {
  const read = (href: string) => readPrefill(Object.fromEntries(new URL(href, "http://hub").searchParams));

  it("brings metric, target and machine along", () => {
    const href = addRuleHref({ metric: "filesystem.used_pct", target: "/srv/a b", machineId: 7 });
    expect(read(href)).toMatchObject({ draft: { target: "/srv/a b", threshold: "90" }, machineId: 7 });
  });

  it("may be about a gauge", () => {
    expect(read(addRuleHref({ metric: "gauge:queue" }))).toMatchObject({ draft: { metric: "gauge:queue" } });
  });

  it("leaves out what it does not understand", () => {
    const read = readPrefill({ add: "banana", target: "/var", machine: "x" });
    expect(read).toMatchObject({ draft: { metric: "filesystem.used_pct", target: "" }, machineId: null });
    expect(readPrefill({})).toBeNull();
  });
});
