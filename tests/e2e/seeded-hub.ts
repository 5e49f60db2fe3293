import { type APIRequestContext, expect, request } from "playwright/test";
import { WebhookReceiver } from "../support/webhook-receiver";
import { ADMIN } from "./pages/setup-page";
import { StartedHub } from "./started-hub";

const LOST = { name: "Lost Soul", email: "lost@example.org", password: "correct horse battery" };
const FORGETFUL = { name: "Grace Hopper", email: "grace@example.org", password: "correct horse battery" };

/** What pages need to be shown with something on them. */
export type Seed = { machineId: number; incidentId: number; invitation: string; reset: string };

type Account = { email: string; password: string };

/** A hub with a team, machines in every state, an outage whose alert was sent, and somebody who is in no team. */
export class SeededHub {
  private constructor(
    private readonly hub: StartedHub,
    private readonly receiver: WebhookReceiver,
    private readonly admin: APIRequestContext,
  ) {}

  static async start({ timeZone }: { timeZone: string }): Promise<SeededHub> {
    const hub = await StartedHub.start({ timeZone });
    const admin = await request.newContext({ baseURL: hub.url });
    return new SeededHub(hub, await WebhookReceiver.start(), admin);
  }

  get url(): string {
    return this.hub.url;
  }

  async stop(): Promise<void> {
    await this.admin.dispose();
    await this.receiver.stop();
    await this.hub.stop();
  }

  /** Fills it, from its first admin on. */
  async seed(): Promise<Seed> {
    await this.post("setup", { ...ADMIN, code: this.hub.setupCode, team_name: "Night watch" });
    await signIn(this.admin, ADMIN);
    await this.post("channels", { type: "webhook", name: "on-call", url: this.receiver.url });
    await this.post("tokens", { name: "nightly backup check" });
    const dark = await this.addMachine({ name: "db-fra1-01", tags: ["db"], offline_after: "5s" });
    await this.report(dark.api_key);
    for (const name of ["web-fra1-01", "web-fra1-02"]) {
      const { api_key: key } = await this.addMachine({ name, tags: ["web", "fra1"] });
      for (let count = 0; count < 3; count++) await this.report(key);
    }
    await this.addMachine({ name: "cache-iad3-01" });
    await this.loseSomebody();
    const reset = await this.makeReset();
    const { url } = await this.post<{ url: string }>("invitations", { role: "viewer" });
    const incidentId = await this.firstIncident();
    const taken = await this.admin.post(`/api/v1/incidents/${incidentId}/acknowledgement`, {
      data: { for: "1h" },
    });
    expect(taken.ok()).toBe(true);
    return { machineId: dark.id, incidentId, invitation: new URL(url).pathname, reset };
  }

  /** Cookies of the admin, of somebody in no team, or of nobody. */
  async cookiesOf(who: "admin" | "lost" | "nobody") {
    if (who === "nobody") return [];
    const context = await request.newContext({ baseURL: this.url });
    await signIn(context, who === "admin" ? ADMIN : LOST);
    const { cookies } = await context.storageState();
    await context.dispose();
    return cookies;
  }

  async addTelegram(name: string): Promise<void> {
    await this.post("channels", { type: "telegram", name, chat_id: "-100123" });
  }

  /** A machine with everything that charts can show, measured every 30 s except in a gap; returns its id. */
  async addMeasured({
    minutes,
    gap,
  }: {
    minutes: number;
    gap: { from: number; to: number };
  }): Promise<number> {
    const { id, api_key: key } = await this.addMachine({ name: "files-ams1-01" });
    const now = Date.now();
    const measured = {
      ...{ cpu_pct: 30, mem_used_pct: 60, disk_used_pct: 40, net_rx_bytes: 1_000_000, uptime_s: 100_000 },
      filesystems: [
        { mount: "/", used_pct: 40, total_bytes: 512e9 },
        { mount: "/var", used_pct: 85, total_bytes: 512e9 },
      ],
      interfaces: [{ name: "eth0", rx_bytes: 1_000_000, tx_bytes: 500_000 }],
      temperatures: [{ name: "cpu", celsius: 55 }],
      gauges: { queue: 7 },
    };
    const ages = Array.from({ length: minutes * 2 }, (_, index) => minutes - index / 2);
    const samples = ages
      .filter((age) => age > gap.from || age < gap.to)
      .map((age) => ({ ...measured, timestamp: new Date(now - age * 60_000).toISOString() }));
    const response = await this.admin.post("/agent/metrics", {
      headers: { "X-API-Key": key },
      data: { ...measured, interval_s: 30, samples },
    });
    expect(response.status()).toBe(202);
    return id;
  }

  private addMachine(machine: { name: string; tags?: string[]; offline_after?: string }) {
    return this.post<{ id: number; api_key: string }>("machines", machine);
  }

  private async report(key: string): Promise<void> {
    const response = await this.admin.post("/agent/metrics", {
      headers: { "X-API-Key": key },
      data: {
        cpu_pct: 12.5,
        mem_used_pct: 85,
        disk_used_pct: 97,
        net_rx_bytes: 1_000_000,
        net_tx_bytes: 500_000,
        load1: 0.4,
        uptime_s: 100_000,
        interval_s: 10,
        agent_version: "1.0.0",
        system_info: { hostname: "host.example.org", platform: "debian", cpu_cores: 4 },
      },
    });
    expect(response.status()).toBe(202);
  }

  /** Somebody who joined by invitation and was removed from the team. */
  private async loseSomebody(): Promise<void> {
    const id = await this.invite(LOST);
    const response = await this.admin.delete(`/api/v1/members/${id}`, { headers: { origin: this.url } });
    expect(response.status()).toBe(204);
    const open = await this.admin.put("/api/v1/instance/registration", { data: { open: true } });
    expect(open.ok()).toBe(true);
  }

  /** A link for somebody who forgot their password. */
  private async makeReset(): Promise<string> {
    const id = await this.invite(FORGETFUL);
    const { url } = await this.post<{ url: string }>(`members/${id}/password-reset`, {});
    return new URL(url).pathname;
  }

  /** A viewer who joins by invitation. */
  private async invite(account: Account & { name: string }): Promise<number> {
    const { url } = await this.post<{ url: string }>("invitations", { role: "viewer" });
    const invitation = new URL(url).pathname.split("/").at(-1);
    return (await this.post<{ user_id: number }>("register", { ...account, invitation })).user_id;
  }

  private async firstIncident(): Promise<number> {
    let id: number | undefined;
    const read = async () => {
      const { data } = await (await this.admin.get("/api/v1/deliveries?state=delivered")).json();
      id = data[0]?.incident_id;
      return id;
    };
    await expect.poll(read, { timeout: 30_000 }).toBeDefined();
    return id ?? 0;
  }

  private async post<T>(path: string, data: unknown): Promise<T> {
    const response = await this.admin.post(`/api/v1/${path}`, { data });
    expect(response.status(), `${path}: ${await response.text()}`).toBe(201);
    return (await response.json()) as T;
  }
}

async function signIn(context: APIRequestContext, { email, password }: Account): Promise<void> {
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const response = await context.post("/api/auth/callback/credentials", { form });
  expect(response.ok()).toBe(true);
}
