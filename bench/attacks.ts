// What attackers can do to a hub with a hundred honest agents: how long it hears nobody, how long honest reports take, and
// how late people are told that a machine died. The first line is the same hub without an attack.
// Run by hand after `npm run build`: npx tsx bench/attacks.ts [part of the attack's name]
import { ADMIN, type Outcome, type Spoils, underAttack } from "./support/attacked-hub";
import type { Attack } from "./support/attacker";

const GOAL = { blindS: 0.5, p99Ms: 300, toldAfterS: 2 };

type Named = { name: string; plan: (spoils: Spoils) => Attack[]; openFiles?: number };

const backlog = () => {
  const nowMs = Date.now();
  return Array.from({ length: 720 }, (_, i) => ({
    timestamp: new Date(nowMs - i * 1_000).toISOString(),
    cpu_pct: i % 100,
  }));
};
const lists = () => ({
  cpu_pct: 1,
  filesystems: Array.from({ length: 64 }, (_, i) => ({ mount: `/${i}`.padEnd(250, "m"), used_pct: 1 })),
  interfaces: Array.from({ length: 64 }, (_, i) => ({
    name: `${i}`.padEnd(100, "n"),
    rx_bytes: i,
    tx_bytes: i,
  })),
  gauges: Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`${i}`.padEnd(100, "g"), i])),
});
const get = (url: string, perSecond: number, cookie?: string): Attack => ({
  kind: "rate",
  perSecond,
  asking: { url, method: "GET", headers: { accept: "text/html", ...(cookie && { cookie }) } },
});
const reports = ({ url, apiKey }: Spoils, report: unknown): Attack => ({
  kind: "clients",
  count: 8,
  asking: {
    url: `${url}/agent/metrics`,
    method: "POST",
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify(report),
  },
});
const sockets = ({ port }: Spoils, said: string): Attack => ({
  kind: "sockets",
  host: "127.0.0.1",
  port,
  count: 2_017,
  said,
});

const ATTACKS: Named[] = [
  { name: "nothing", plan: () => [] },
  { name: "a stranger's GET / at 80/s", plan: ({ url }) => [get(`${url}/`, 80)] },
  { name: "a stranger's GET /sign-in at 80/s", plan: ({ url }) => [get(`${url}/sign-in`, 80)] },
  {
    name: "a stranger's GET openapi.json at 60/s",
    plan: ({ url }) => [get(`${url}/api/v1/openapi.json`, 60)],
  },
  {
    name: "a viewer's /deliveries at 10/s",
    plan: ({ url, cookie }) => [get(`${url}/deliveries`, 10, cookie)],
  },
  {
    name: "one key, 8 connections of 720 samples",
    plan: (spoils) => [reports(spoils, { samples: backlog() })],
  },
  { name: "one key, 8 connections of lists of 40 kB", plan: (spoils) => [reports(spoils, lists())] },
  {
    name: "/api/auth/_log at 200/s",
    plan: ({ url }) => [
      {
        kind: "rate",
        perSecond: 200,
        asking: {
          url: `${url}/api/auth/_log`,
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ code: "x", level: "error", message: "m".repeat(2_000) }),
        },
      },
    ],
  },
  {
    name: "right sign-ins at 57/s",
    plan: ({ url, csrf }) => [
      {
        kind: "rate",
        perSecond: 57,
        asking: {
          url: `${url}/api/auth/callback/credentials`,
          method: "POST",
          headers: { cookie: csrf.cookie, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({ ...ADMIN, csrfToken: csrf.token, json: "true" }).toString(),
        },
      },
    ],
  },
  { name: "health checks at 200/s", plan: ({ url }) => [get(`${url}/api/health`, 200)] },
  { name: "2,017 silent sockets", openFiles: 2_048, plan: (spoils) => [sockets(spoils, "")] },
  {
    name: "2,017 sockets in the middle of a body",
    openFiles: 2_048,
    plan: (spoils) => [
      sockets(spoils, "POST /api/v1/join HTTP/1.1\r\nHost: hub\r\nContent-Length: 100\r\n\r\n{"),
    ],
  },
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (value: number) => (Number.isFinite(value) ? value.toFixed(1) : "never");

function row(name: string, outcome: Outcome): string {
  const { blindS, p50Ms, p99Ms, toldAfterS, falseAlarms, databaseMb, honest, attacker } = outcome;
  const isGood =
    blindS <= GOAL.blindS && p99Ms <= GOAL.p99Ms && toldAfterS <= GOAL.toldAfterS && falseAlarms === 0;
  const answers = (counts: Iterable<[string, number]>) =>
    [...counts].map(([answer, times]) => `${answer}×${times}`).join(" ");
  const cells = [
    name,
    seconds(blindS),
    `${Math.round(p50Ms)} / ${Math.round(p99Ms)}`,
    seconds(toldAfterS),
    falseAlarms,
    databaseMb.toFixed(1),
    answers(honest),
    answers(Object.entries(attacker)),
    isGood ? "yes" : "NO",
  ];
  return `| ${cells.join(" | ")} |`;
}

const wanted = process.argv[2] ?? "";
say(
  "| attack | blind s of 15 | honest p50 / p99 ms | told s after deadline | false alarms | database MB | honest answers | attacker's answers | goals |",
);
say("|---|---|---|---|---|---|---|---|---|");
for (const { name, plan, openFiles = null } of ATTACKS)
  if (name.includes(wanted)) say(row(name, await underAttack({ plan, openFiles })));
