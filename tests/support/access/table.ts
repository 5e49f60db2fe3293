import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/people/teams/roles";
import type { Callers, ObjectKind } from "./callers";

/**
 * Who gets in: anybody; a person in a browser, in a team or not; a role in the team, by browser or token; an admin of
 * the installation.
 */
export type Least = "anybody" | "person" | Role | "instance admin";

export type ApiAccess = {
  least: Least;
  /** The answer to those who get in, for an object of their own team. */
  gives: number | readonly number[];
  /** What the {id} in the path refers to. */
  object?: ObjectKind;
  /** A body that the route accepts. */
  body?: object | ((cast: Callers) => Promise<object>);
  /** Tokens are refused, whatever their role. */
  browserOnly?: true;
  /** For a person, who may be in no team. */
  asPerson?: true;
};

const named = async () => ({ name: randomUUID() });
const RULE = async () => ({
  name: randomUUID(),
  metric: "cpu_pct",
  comparison: "above",
  threshold: 90,
  samples: 3,
});
const NIGHTLY = { zone: "Europe/Berlin", from: "02:00", lasts: "2h" };
const WINDOW = async () => ({ name: randomUUID(), scope: { all: true }, times: NIGHTLY });
const POLICY = async () => ({ name: randomUUID(), steps: [{ channels: "all" }] });
const WEBHOOK = async () => ({ type: "webhook", name: randomUUID(), url: "http://127.0.0.1:9/" });

/** Every method of every route: who gets in, and the answer. tests/integration/ and tests/access/access-matrix.test.ts prove it. */
export const API: Record<string, ApiAccess> = {
  // For agents: a key or a one-time token counts here, not a session.
  "POST /agent/metrics": { least: "anybody", gives: 401, body: {} },
  "POST /agent/enroll": { least: "anybody", gives: 401, body: { token: "lse_unknown" } },
  "GET /agent.sh": { least: "anybody", gives: 200 },
  "GET /install.sh": { least: "anybody", gives: 200 },
  "POST /api/agent/metrics": { least: "anybody", gives: 401, body: {} },
  "POST /api/agent/enroll": { least: "anybody", gives: 401, body: { token: "lse_unknown" } },

  // For everybody. An admin already exists, and registration is closed.
  "GET /api/health": { least: "anybody", gives: [200, 503] },
  "GET /api/v1/openapi.json": { least: "anybody", gives: 200 },
  "POST /api/v1/setup": { least: "anybody", gives: 409, body: account },
  "POST /api/v1/password-reset": {
    least: "anybody",
    gives: 410,
    body: { reset: "lsr_unknown", new_password: "correct horse" },
  },
  // The hub of these tests sends no mail.
  "POST /api/v1/password-reset/mail": {
    least: "anybody",
    gives: 404,
    body: { email: "nobody@example.org" },
  },
  "POST /api/v1/acknowledgements": {
    least: "anybody",
    gives: 410,
    body: { token: `lsb_${"A".repeat(43)}` },
  },
  "POST /api/v1/register": { least: "anybody", gives: 403, body: account },

  "GET /api/live": { least: "viewer", gives: 200 },
  "GET /api/v1/overview": { least: "viewer", gives: 200 },

  "GET /api/v1/machines": { least: "viewer", gives: 200 },
  "POST /api/v1/machines": { least: "member", gives: 201, body: named },
  "GET /api/v1/machines/rows": { least: "viewer", gives: 200 },
  // Another team's machines are left out (see the tests).
  "GET /api/v1/machines/uptimes": { least: "viewer", gives: 200 },
  "GET /api/v1/machines/sparklines": { least: "viewer", gives: 200 },
  // It returns the outcome for each machine; another team's stays as it is (see the tests).
  "POST /api/v1/machines/bulk": { least: "member", gives: 200, body: (cast) => cast.bulkBody() },
  "GET /api/v1/machines/{id}": { least: "viewer", gives: 200, object: "machine" },
  "PATCH /api/v1/machines/{id}": { least: "member", gives: 200, object: "machine", body: named },
  "DELETE /api/v1/machines/{id}": { least: "member", gives: 204, object: "machine" },
  "POST /api/v1/machines/{id}/clone": { least: "member", gives: 201, object: "machine" },
  "POST /api/v1/machines/{id}/disable": { least: "member", gives: 200, object: "machine" },
  "POST /api/v1/machines/{id}/enable": { least: "member", gives: 200, object: "machine" },
  "POST /api/v1/machines/{id}/pause": { least: "member", gives: 200, object: "machine", body: { for: "1h" } },
  "POST /api/v1/machines/{id}/resume": { least: "member", gives: 200, object: "machine" },
  "POST /api/v1/machines/{id}/rotate-key": { least: "member", gives: 200, object: "machine", body: {} },
  "POST /api/v1/machines/{id}/enroll-token": { least: "member", gives: 201, object: "machine" },
  "GET /api/v1/machines/{id}/why": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/reports": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/uptime": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/samples": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/samples.csv": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/series": { least: "viewer", gives: 200, object: "machine" },
  "GET /api/v1/machines/{id}/preview": { least: "viewer", gives: 200, object: "machine" },

  "GET /api/v1/incidents": { least: "viewer", gives: 200 },
  "GET /api/v1/incidents/{id}": { least: "viewer", gives: 200, object: "incident" },
  "GET /api/v1/incidents/{id}/plan": { least: "viewer", gives: 200, object: "incident" },
  "POST /api/v1/incidents/{id}/acknowledgement": {
    least: "member",
    gives: 200,
    object: "incident",
    body: { for: "1h" },
  },
  "DELETE /api/v1/incidents/{id}/acknowledgement": { least: "member", gives: 200, object: "incident" },
  // As for machines.
  "POST /api/v1/incidents/bulk": { least: "member", gives: 200, body: (cast) => cast.bulkIncidentsBody() },
  "GET /api/v1/deliveries": { least: "viewer", gives: 200 },
  "POST /api/v1/deliveries/{id}/replay": { least: "admin", gives: 201, object: "delivery" },

  "GET /api/v1/uptime": { least: "viewer", gives: 200 },
  "GET /api/v1/uptime.csv": { least: "viewer", gives: 200 },

  "GET /api/v1/rules": { least: "viewer", gives: 200 },
  "POST /api/v1/rules": { least: "member", gives: 201, body: RULE },
  "GET /api/v1/rules/{id}": { least: "viewer", gives: 200, object: "rule" },
  "PATCH /api/v1/rules/{id}": { least: "member", gives: 200, object: "rule", body: named },
  "DELETE /api/v1/rules/{id}": { least: "member", gives: 204, object: "rule" },
  "GET /api/v1/rules/names": { least: "viewer", gives: 200 },
  // Of another team's machine, which looks like none.
  "POST /api/v1/rules/replay": {
    least: "viewer",
    gives: 404,
    body: async (cast) => ({ rule: await RULE(), machine_id: cast.machines.abroad }),
  },

  "GET /api/v1/windows": { least: "viewer", gives: 200 },
  "POST /api/v1/windows": { least: "member", gives: 201, body: WINDOW },
  "GET /api/v1/windows/{id}": { least: "viewer", gives: 200, object: "window" },
  "PATCH /api/v1/windows/{id}": { least: "member", gives: 200, object: "window", body: named },
  "DELETE /api/v1/windows/{id}": { least: "member", gives: 204, object: "window" },
  "GET /api/v1/windows/{id}/occurrences": { least: "viewer", gives: 200, object: "window" },
  "POST /api/v1/windows/{id}/end": { least: "member", gives: 200, object: "window" },
  "POST /api/v1/windows/preview": { least: "viewer", gives: 200, body: async () => ({ times: NIGHTLY }) },
  "GET /api/v1/policies": { least: "viewer", gives: 200 },
  "POST /api/v1/policies": { least: "admin", gives: 201, body: POLICY },
  "GET /api/v1/policies/{id}": { least: "viewer", gives: 200, object: "policy" },
  "PATCH /api/v1/policies/{id}": { least: "admin", gives: 200, object: "policy", body: named },
  "DELETE /api/v1/policies/{id}": { least: "admin", gives: 204, object: "policy" },
  "GET /api/v1/policies/{id}/versions": { least: "viewer", gives: 200, object: "policy" },
  "POST /api/v1/policies/impact": { least: "admin", gives: 200, body: { policies: [] } },
  // A machine that does not exist.
  "POST /api/v1/policies/preview": { least: "viewer", gives: 404, body: { machine_id: 2_147_483_647 } },
  // Not all policies of the team.
  "PUT /api/v1/policies/order": { least: "admin", gives: 409, body: { ids: [2_147_483_647] } },

  "GET /api/v1/channels": { least: "viewer", gives: 200 },
  "POST /api/v1/channels": { least: "admin", gives: 201, body: WEBHOOK },
  "POST /api/v1/channels/preview": {
    least: "admin",
    gives: 200,
    body: { type: "webhook", url: "http://127.0.0.1:9/" },
  },
  "POST /api/v1/channels/read-address": { least: "admin", gives: 200, body: { text: "ntfy://alerts" } },
  "GET /api/v1/channels/{id}": { least: "viewer", gives: 200, object: "channel" },
  "PATCH /api/v1/channels/{id}": { least: "admin", gives: 200, object: "channel", body: named },
  "DELETE /api/v1/channels/{id}": { least: "admin", gives: 204, object: "channel" },
  "GET /api/v1/channels/{id}/impact": { least: "admin", gives: 200, object: "channel" },
  "POST /api/v1/channels/{id}/rotate-secret": { least: "admin", gives: 200, object: "channel", body: {} },
  "DELETE /api/v1/channels/{id}/old-secret": { least: "admin", gives: 204, object: "channel" },
  "POST /api/v1/channels/{id}/test": { least: "admin", gives: 200, object: "channel" },

  "GET /api/v1/canary": { least: "viewer", gives: 200 },
  // No process of these tests listens for reports; the built product does.
  "POST /api/v1/canary": { least: "admin", gives: [202, 409, 503] },

  // There is no bot to link to.
  "POST /api/v1/chat-links": { least: "admin", gives: 409, body: {} },
  "GET /api/v1/chat-links/{id}": { least: "admin", gives: 200, object: "chat link" },

  "GET /api/v1/team": { least: "viewer", gives: 200 },
  "PATCH /api/v1/team": { least: "admin", gives: 200, body: { offline_after: "2m" } },
  "GET /api/v1/team/tokens": { least: "admin", gives: 200, browserOnly: true },
  "DELETE /api/v1/team/tokens/{id}": { least: "admin", gives: 204, browserOnly: true, object: "token" },
  "GET /api/v1/members": { least: "viewer", gives: 200 },
  "PATCH /api/v1/members/{user_id}": {
    least: "admin",
    gives: 200,
    object: "member",
    body: { role: "viewer" },
  },
  "DELETE /api/v1/members/{user_id}": { least: "admin", gives: 204, object: "member" },
  "POST /api/v1/members/{user_id}/password-reset": {
    least: "admin",
    gives: 201,
    browserOnly: true,
    object: "member",
  },
  "GET /api/v1/invitations": { least: "admin", gives: 200 },
  "POST /api/v1/invitations": { least: "admin", gives: 201, body: { role: "viewer" } },
  "DELETE /api/v1/invitations/{id}": { least: "admin", gives: 204, object: "invitation" },

  // The caller's own.
  "GET /api/v1/me": { least: "viewer", gives: 200 },
  "PATCH /api/v1/me": { least: "person", gives: 200, body: named },
  "GET /api/v1/me/preferences": { least: "person", gives: 200 },
  "PATCH /api/v1/me/preferences": {
    least: "person",
    gives: 200,
    body: { machine_list: { density: "compact" } },
  },
  "PUT /api/v1/me/password": { least: "person", gives: 204, body: (cast) => cast.newPassword() },
  "GET /api/v1/sessions": { least: "person", gives: 200 },
  "DELETE /api/v1/sessions": { least: "person", gives: 204 },
  "DELETE /api/v1/sessions/{id}": { least: "person", gives: 204, object: "own session" },
  "GET /api/v1/tokens": { least: "viewer", gives: 200, browserOnly: true },
  "POST /api/v1/tokens": { least: "viewer", gives: 201, browserOnly: true, body: named },
  "DELETE /api/v1/tokens/{id}": { least: "viewer", gives: 204, browserOnly: true, object: "own token" },
  "GET /api/v1/teams": { least: "person", gives: 200 },
  "POST /api/v1/teams": { least: "instance admin", gives: 201, asPerson: true, body: named },
  "POST /api/v1/teams/{id}/switch": { least: "person", gives: 204, object: "own team" },
  "POST /api/v1/join": { least: "person", gives: 200, body: (cast) => cast.invitationBody() },

  "GET /api/v1/instance/accounts": { least: "instance admin", gives: 200, asPerson: true },
  "POST /api/v1/instance/accounts/{id}/disable": {
    least: "instance admin",
    gives: 204,
    asPerson: true,
    object: "account",
  },
  "POST /api/v1/instance/accounts/{id}/enable": {
    least: "instance admin",
    gives: 204,
    asPerson: true,
    object: "account",
  },
  "GET /api/v1/instance/networks": { least: "instance admin", gives: 200 },
  // The variable decides there.
  "PUT /api/v1/instance/networks": { least: "instance admin", gives: 409, body: { networks: [] } },
  "POST /api/v1/instance/networks": {
    least: "instance admin",
    gives: 409,
    body: { network: "10.0.0.0/8" },
  },
  "GET /api/v1/instance/registration": { least: "instance admin", gives: 200 },
  "PUT /api/v1/instance/registration": { least: "instance admin", gives: 200, body: { open: false } },
  "GET /api/v1/instance/storage": { least: "instance admin", gives: 200 },
  "GET /api/v1/instance/mail": { least: "instance admin", gives: 200 },
  // The hub of these tests sends no mail.
  "POST /api/v1/instance/mail/test": { least: "instance admin", gives: 409 },
  "GET /api/v1/instance/telegram": { least: "instance admin", gives: 200 },
  "PUT /api/v1/instance/telegram": {
    least: "instance admin",
    gives: 200,
    body: { token: `123456789:${"A".repeat(35)}` },
  },
  "DELETE /api/v1/instance/telegram": { least: "instance admin", gives: 204 },
};

export type PageAccess = {
  least: Role | "person" | "instance admin";
  object?: ObjectKind;
  /** Where it redirects those who get in, if it shows nothing itself. */
  leadsTo?: string;
};

/** A page before signing in: the answer to strangers, people in a team, and people in none. A path: it redirects there. */
export type IngestAccess = {
  strangers: number | string;
  signedIn: number | string;
  withoutTeam?: number | string;
  object?: ObjectKind;
};

/** Every page, likewise. */
export const PAGES: Record<string, PageAccess | IngestAccess> = {
  "/": { least: "viewer" },
  "/machines": { least: "viewer" },
  "/machines/new": { least: "member" },
  "/machines/{id}": { least: "viewer", object: "machine" },
  "/machines/{id}/why": { least: "viewer", object: "machine" },
  "/incidents": { least: "viewer" },
  "/incidents/{id}": { least: "viewer", object: "incident" },
  "/rules": { least: "viewer" },
  "/maintenance": { least: "viewer" },
  "/reports": { least: "viewer" },
  "/deliveries": { least: "viewer" },
  "/settings": { least: "viewer", leadsTo: "/settings/notifications" },
  "/settings/notifications": { least: "viewer" },
  "/settings/team": { least: "viewer" },
  "/settings/profile": { least: "viewer" },
  "/settings/tokens": { least: "viewer" },
  "/settings/instance": { least: "instance admin" },

  "/setup": { strangers: "/", signedIn: "/" },
  "/sign-in": { strangers: 200, signedIn: "/" },
  "/register": { strangers: 404, signedIn: "/" },
  "/forgot-password": { strangers: 200, signedIn: 200 },
  "/reset/{token}": { strangers: 200, signedIn: 200, object: "reset link" },
  "/join/{token}": { strangers: 200, signedIn: 200, object: "link" },
  "/[...path]": { strangers: 404, signedIn: 404, withoutTeam: 404 },
  "/no-team": { strangers: "/sign-in", signedIn: "/", withoutTeam: 200 },
};

async function account(): Promise<object> {
  return { name: "Eve", email: `${randomUUID()}@example.org`, password: "correct horse" };
}
