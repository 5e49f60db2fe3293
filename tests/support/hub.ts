import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Operation } from "@/lib/api/operation";
import { type Database, database } from "@/lib/db/client";
import { sessionSecret } from "@/lib/db/secrets/instance-secret";
import { createSession } from "@/lib/people/auth/mutations";
import type { Role } from "@/lib/people/teams/roles";
import { createTestDatabase } from "./database";
import { expectDocumented } from "./documented";

type Handler = ((request: Request, context: { params: Promise<unknown> }) => Promise<Response>) & {
  operation?: Operation;
};

export type Person = { userId: number; teamId: number; sessionId: string; cookie: string };

export type Call = {
  method?: string;
  as?: Person;
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
};

/** The process of this test file as a hub: its database, people who are signed in, calls to route handlers. */
export class TestHub {
  private constructor(
    readonly database: Database,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<TestHub> {
    const { env, drop } = await createTestDatabase();
    Object.assign(process.env, env, { LUNASENTRI_SECRET: randomUUID() });
    return new TestHub(await database(), drop);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.drop();
  }

  async addTeam(): Promise<number> {
    const team = await this.database.client.team.create({
      data: { name: `team-${randomUUID()}`, createdAt: new Date() },
    });
    return team.id;
  }

  /** Somebody who is signed in, in their own team unless one is named. */
  async addPerson({
    role = "admin",
    teamId,
    isInstanceAdmin = false,
  }: {
    role?: Role;
    teamId?: number;
    isInstanceAdmin?: boolean;
  } = {}): Promise<Person> {
    const now = new Date();
    const team = teamId ?? (await this.addTeam());
    const user = await this.database.client.user.create({
      data: {
        email: `${randomUUID()}@example.org`,
        name: "Somebody",
        passwordHash: "",
        isInstanceAdmin,
        createdAt: now,
        memberships: { create: { teamId: team, role, createdAt: now } },
      },
    });
    const sessionId = await this.openSession({ userId: user.id, now });
    // As next-auth writes it.
    const token = await encode({ token: { sub: String(user.id), sid: sessionId }, secret: sessionSecret() });
    return { userId: user.id, teamId: team, sessionId, cookie: `next-auth.session-token=${token}` };
  }

  /** A session of somebody who has signed in. */
  async openSession({ userId: id, now }: { userId: number; now: Date }): Promise<string> {
    const account = await this.database.client.user.findUniqueOrThrow({ where: { id } });
    const sessionId = await createSession({ account, userAgent: "", address: "", now });
    if (sessionId === null) throw new Error("no session was opened");
    return sessionId;
  }

  /** A request as a browser on our own page sends it; `headers` add to it, or remove from it with "". */
  request({ method, as, query = "", body, headers = {} }: Call): Request {
    const given = new Headers({ host: "hub.lan", origin: "http://hub.lan" });
    if (as !== undefined) given.set("cookie", as.cookie);
    if (body !== undefined) given.set("content-type", "application/json");
    for (const [name, value] of Object.entries(headers)) {
      if (value === "") given.delete(name);
      else given.set(name, value);
    }
    return new Request(`http://localhost:3000/x${query}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: given,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** Calls a route handler and reads its whole answer, which the API's document must promise. */
  async call(handler: Handler, call: Call = {}) {
    const request = this.request(call);
    const response = await handler(request, { params: Promise.resolve(call.params ?? {}) });
    const { status, headers } = response;
    const text = await response.text();
    const json = text === "" ? null : JSON.parse(text);
    if (handler.operation) {
      expectDocumented({ method: request.method, operation: handler.operation, status, json });
    }
    return { status, headers, json };
  }
}
