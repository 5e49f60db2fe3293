import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

const sources = ["lib", "worker", "app"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$|generated/.test(file)),
);

// A connection that is made elsewhere knows no proxy, judges no address, and gives a slow link 250 ms.
it("only these files open connections", () => {
  const opens = /^import (?!type).* from "undici"|\bnet\.connect\(|\btls\.connect\(|\bhttps?\.request\(/m;
  const found = sources.filter((file) => opens.test(readFileSync(path.join(ROOT, file), "utf8")));
  expect(found.sort()).toEqual([
    "lib/http/open-socket.ts",
    "lib/http/outbound-agent.ts",
    "lib/http/outbound.ts",
    "lib/http/proxy-tunnel.ts",
    // Reports to this host's own port.
    "lib/overview/canary/run-canary.ts",
  ]);
});
