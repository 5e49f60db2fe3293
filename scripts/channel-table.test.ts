import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CHANNEL_TYPES } from "@/lib/notifications/transports/registry";
import { withTable } from "./channel-table";

it("the guide's table of channel types is that of the registry (npm run channel-table)", () => {
  const guide = readFileSync(new URL("../docs/notifications.md", import.meta.url), "utf8");
  expect(guide).toBe(withTable(guide, CHANNEL_TYPES));
});
