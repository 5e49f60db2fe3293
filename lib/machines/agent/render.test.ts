import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { installCommand, proofOfLifeCommand, renderInstaller, updateCommand } from "./render";

const template = readFileSync("agent/install.sh", "utf8");
const unit = readFileSync("agent/lunasentri-agent.service", "utf8");

describe("renderInstaller", () => {
  const script = renderInstaller({ template, unit, hubUrl: "https://hub.example/o'brien/$& $(id)" });

  it("quotes the address safely for the shell", () => {
    expect(script).toContain(`HUB='https://hub.example/o'\\''brien/$& $(id)'\n`);
    expect(script).not.toMatch(/@[A-Z_]+@/);
  });

  it("contains the whole systemd unit", () => {
    expect(script).toContain(`<<'UNIT' >"$unit" ||\n${unit}UNIT\n`);
  });

  it("does nothing before its last line has arrived", () => {
    expect(script.trimEnd().split("\n").at(-1)).toBe('install_agent "$@"');
    const cut = script.slice(0, script.lastIndexOf("install_agent"));
    expect(execFileSync("sh", { input: cut, encoding: "utf8" })).toBe("");
  });
});

it.each(["agent/agent.sh", "agent/install.sh"])("%s is a valid shell script", (file) => {
  expect(execFileSync("sh", ["-n", file], { encoding: "utf8" })).toBe("");
});

describe("commands to paste", () => {
  const shellWords = (line: string) =>
    execFileSync(
      "sh",
      ["-c", `curl() { printf '%s\\n' "$@"; }; sudo() { cat; printf '%s\\n' "$@"; }\n${line}`],
      {
        encoding: "utf8",
      },
    ).split("\n");

  it.each([
    ["at the usual interval", 10, "sh -s -- --token lse_1"],
    ["at a custom interval", 2, "sh -s -- --token lse_1 --interval 2s"],
  ])("install with the one-time token, %s", (_, intervalS, installer) => {
    const line = installCommand({ hubUrl: "https://hub.example", enrollToken: "lse_1", intervalS });
    expect(shellWords(line)).toEqual([
      "-fsSL",
      "https://hub.example/install.sh",
      ...installer.split(" "),
      "",
    ]);
  });

  it("update an agent that is installed", () => {
    const words = shellWords(updateCommand("https://hub.example"));
    expect(words).toEqual(["-fsSL", "https://hub.example/install.sh", "sh", ""]);
  });

  it("report once with the key", () => {
    const words = shellWords(proofOfLifeCommand({ hubUrl: "https://hub.example/o'b", apiKey: "lsk_1" }));
    expect(words).toContain("X-API-Key: lsk_1");
    expect(words).toContain("https://hub.example/o'b/agent/metrics");
  });
});
