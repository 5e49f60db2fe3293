import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { signWebhook } from "./sign";

// The snippets of docs/notifications.md, as readers copy them.
const ROOT = path.resolve(import.meta.dirname, "../../../..");
const guide = readFileSync(path.join(ROOT, "docs/notifications.md"), "utf8");
const [, verifying = ""] = guide.split("## Verifying");
const snippet = (language: string) =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(verifying)?.[1] ?? "";

const folder = mkdtempSync(path.join(tmpdir(), "lunasentri-guide-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PYTHON = `
import json, sys
given = json.load(sys.stdin)
sys.exit(0 if is_genuine(given["secret"], given["headers"], given["body"].encode()) else 1)
`;
const NODE = `
import { readFileSync } from "node:fs";
const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
verify(secret, headers, body);
`;
const GO = `
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"guide/webhook"
)

func main() {
	var given struct {
		Secret, Body string
		Headers map[string]string
	}
	json.NewDecoder(os.Stdin).Decode(&given)
	h := http.Header{}
	for name, value := range given.Headers {
		h.Set(name, value)
	}
	if !webhook.IsGenuine(given.Secret, h, []byte(given.Body)) {
		os.Exit(1)
	}
}
`;

function write(file: string, text: string): string {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return target;
}

const LANGUAGES = [
  {
    name: "Node.js",
    command: process.execPath,
    cwd: ROOT,
    args: () => ["--input-type=module", "--eval", `${snippet("js").replaceAll("export ", "")}${NODE}`],
  },
  {
    name: "Python",
    command: "python3",
    cwd: folder,
    args: () => [write("guide.py", `${snippet("python")}${PYTHON}`)],
  },
  {
    name: "Go",
    command: "go",
    cwd: folder,
    args: () => {
      write("go.mod", "module guide\n\ngo 1.21\n");
      write("webhook/webhook.go", snippet("go"));
      return ["run", write("main.go", GO)];
    },
  },
];

const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const body = JSON.stringify({ event: "machine.offline", machine: { name: "wéb-01 🌙" } });

function isGenuine(language: (typeof LANGUAGES)[number], { agoS = 0, received = body, key = secret }) {
  const timestampS = Math.floor(Date.now() / 1000) - agoS;
  const headers = signWebhook({ id: "msg_1", timestampS, body, secret });
  const input = JSON.stringify({ secret: key, headers, body: received });
  const { command, args, cwd } = language;
  return spawnSync(command, args(), { input, cwd }).status === 0;
}

const isInstalled = (command: string) => spawnSync(command, ["--version"]).error === undefined;

// Go compiles first, on whatever else the host is busy with.
const LIMIT_MS = 60_000;

describe.each(LANGUAGES)("what the guide tells a receiver in $name", (language) => {
  it(
    "takes a genuine event and no other",
    ({ skip }) => {
      skip(!isInstalled(language.command), `${language.command} is not installed`);
      expect(isGenuine(language, {})).toBe(true);
      expect(isGenuine(language, { received: body.replace("offline", "online") })).toBe(false);
      expect(isGenuine(language, { key: `whsec_${Buffer.from("another").toString("base64")}` })).toBe(false);
      expect(isGenuine(language, { agoS: 600 })).toBe(false);
    },
    LIMIT_MS,
  );
});
