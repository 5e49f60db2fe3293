import { type IncomingHttpHeaders, request as plain } from "node:http";
import { request as encrypted } from "node:https";
import type { RunningProxy } from "./running-proxy";

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

type Ask = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Where reading may end: streams never do. */
  until?: RegExp;
};

const LIMIT_MS = 15_000;

/** Somebody with a browser at the public address of a hub behind a proxy. Keeps cookies as browsers do. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** `url`: what stands in the browser's address bar; every connection goes to the proxy. */
  constructor(
    readonly url: string,
    private readonly proxy: Pick<RunningProxy, "port" | "isTls">,
  ) {}

  ask({ method = "GET", path, headers = {}, body, until }: Ask): Promise<Answer> {
    const { host, hostname } = new URL(this.url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Promise((resolve, reject) => {
      const outgoing = (this.proxy.isTls ? encrypted : plain)({
        host: "127.0.0.1",
        port: this.proxy.port,
        servername: hostname,
        rejectUnauthorized: false,
        agent: false,
        method,
        path,
        headers: { host, ...(cookie !== "" && { cookie }), ...headers },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      outgoing.on("error", reject);
      outgoing.on("response", (response) => {
        let text = "";
        this.keep(response.headers["set-cookie"] ?? []);
        const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
          if (until?.test(text) !== true) return;
          done();
          response.destroy();
        });
        response.on("end", done).on("error", reject);
      });
      outgoing.end(body);
    });
  }

  /** A call that a page of ours sends. */
  write(method: string, path: string, body: object, origin = new URL(this.url).origin): Promise<Answer> {
    return this.ask({
      method,
      path,
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** What the sign-in page does. */
  async signIn({ email, password }: { email: string; password: string }): Promise<Answer> {
    const { csrfToken } = JSON.parse((await this.ask({ path: "/api/auth/csrf" })).text) as {
      csrfToken: string;
    };
    return this.ask({
      method: "POST",
      path: "/api/auth/callback/credentials",
      headers: {
        origin: new URL(this.url).origin,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ csrfToken, email, password, json: "true" }).toString(),
    });
  }

  /** A browser drops cookies that claim more than their connection gives. */
  private keep(lines: string[]): void {
    for (const line of lines) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const isSecure = /;\s*secure/i.test(line);
      const isEncrypted = this.url.startsWith("https:");
      if (isSecure && !isEncrypted) continue;
      if (name.startsWith("__Host-") && (!isSecure || !/;\s*path=\/(;|$)/i.test(line))) continue;
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
