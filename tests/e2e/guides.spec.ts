import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { HubSession } from "../../scripts/simulate/hub-session.mjs";
import { expect, test } from "./fixtures";
import { ADMIN } from "./pages/setup-page";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The commands of a guide that talk to a hub, block by block. */
function curlBlocks(guide: string): string[] {
  const text = readFileSync(path.join(ROOT, "docs", guide), "utf8");
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block);
  return blocks.filter((block) => block.includes("curl") && !block.includes("sudo"));
}

test("the commands of the guides work as written", async ({ hub }) => {
  const session = new HubSession(hub.url);
  await session.call("POST", "/api/v1/setup", { ...ADMIN, code: hub.setupCode });
  await session.signIn(ADMIN);
  const machine = await session.call("POST", "/api/v1/machines", { name: "web-01" });
  const { token } = await session.call("POST", "/api/v1/tokens", { name: "guide" });
  const real: [RegExp, string][] = [
    [/https:\/\/monitor\.example\.org|http:\/\/localhost:3000/g, hub.url],
    [/lst_…/g, token],
    [/lsk_…/g, machine.api_key],
    [/lse_…/g, machine.enroll_token],
    [/you@example\.org/g, ADMIN.email],
    [/password=…/g, `password=${ADMIN.password}`],
  ];
  const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-guides-"));
  // A refusal of the hub ends the command.
  writeFileSync(path.join(folder, ".curlrc"), "fail\nsilent\nshow-error\n");
  const run = (block: string) => {
    const command = real.reduce((text, [placeholder, value]) => text.replace(placeholder, value), block);
    return execFileSync("sh", ["-ec", command], {
      cwd: folder,
      env: { ...process.env, HOME: folder },
      encoding: "utf8",
      timeout: 60_000,
    });
  };
  try {
    const said = ["adding-machines.md", "api.md", "people.md"].flatMap(curlBlocks).map(run);
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(said.join("\n")).toContain(`"machine_id":${machine.id}`);
    const listed = said.filter((text) => text.includes('"name":"web-01"'));
    expect(listed, "by cookie and by token").toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
