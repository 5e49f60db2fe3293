import { Agent, request } from "undici";
import { ADMIN } from "./whole-hub";

const LIMIT_MS = 60_000;

/** How long an answer took to its last byte, and its status; 0: none came. */
export type Loaded = { tookMs: number; status: number };

/** Somebody who is signed in, as far as a server can tell: cookies, pages, and the overview's live stream. */
export class Browser {
  private readonly connections = new Agent({ connections: 8, bodyTimeout: 0 });
  private readonly closing = new AbortController();

  private constructor(
    private readonly hubUrl: string,
    private readonly cookies: Map<string, string>,
  ) {}

  static async signIn(hubUrl: string): Promise<Browser> {
    const browser = new Browser(hubUrl, new Map());
    const { csrfToken } = (await (await browser.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ ...ADMIN, csrfToken, json: "true" });
    await (await browser.fetch("/api/auth/callback/credentials", { method: "POST", body })).arrayBuffer();
    const { status } = await browser.load("/machines");
    if (status !== 200) throw new Error(`signed in, the machines page answers ${status}`);
    return browser;
  }

  async load(path: string): Promise<Loaded> {
    const startedMs = performance.now();
    try {
      const { statusCode, body } = await request(`${this.hubUrl}${path}`, {
        headers: { cookie: this.cookie },
        dispatcher: this.connections,
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
      return { tookMs: performance.now() - startedMs, status: statusCode };
    } catch {
      return { tookMs: performance.now() - startedMs, status: 0 };
    }
  }

  /** Opens the overview and follows its live stream, again when it breaks, until the browser is closed. */
  async follow(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.load("/");
      try {
        const { body } = await request(`${this.hubUrl}/api/live`, {
          headers: { cookie: this.cookie },
          dispatcher: this.connections,
          signal,
        });
        for await (const _ of body);
      } catch {
        // The web process has ended, or the browser closes.
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.connections.destroy();
  }

  private get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookie };
    const response = await fetch(`${this.hubUrl}${path}`, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return response;
  }
}
