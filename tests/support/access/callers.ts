import { randomUUID } from "node:crypto";
import { retryBusy } from "@/lib/db/transaction";
import { deleteSession } from "@/lib/people/auth/mutations";
import { hashPassword } from "@/lib/people/auth/password";
import { makeInvitationToken } from "@/lib/people/invitations/invitation-token";
import { makeResetToken } from "@/lib/people/password-resets/reset-token";
import type { Role } from "@/lib/people/teams/roles";
import { makeApiToken } from "@/lib/people/tokens/api-token";
import type { Person, TestHub } from "../hub";
import { makeObject } from "./objects";

export const CALLERS = [
  "nobody",
  "a viewer",
  "a member",
  "an admin",
  "an admin of the installation who is a viewer",
  "another team's admin",
  "somebody in no team",
  "a session that was ended",
  "a token that has expired",
  "an admin's token that may only read",
  "an admin's token",
] as const;
export type CallerName = (typeof CALLERS)[number];

/** Owner object is requested: the home team's (or the caller's own), another's, or one that does not exist. */
export const OWNERS = ["own", "foreign", "absent"] as const;
export type Owner = (typeof OWNERS)[number];

export type ObjectKind =
  | "machine"
  | "incident"
  | "channel"
  | "rule"
  | "window"
  | "policy"
  | "delivery"
  | "member"
  | "invitation"
  | "link"
  | "reset link"
  | "chat link"
  | "token"
  | "account"
  | "own session"
  | "own token"
  | "own team";

export type Caller = { name: CallerName; headers: Record<string, string>; person: Person | null };

const PASSWORD = "correct horse";
// Never issued, but formed like real ones.
const ABSENT: Partial<Record<ObjectKind, string>> = {
  "own session": "none",
  link: makeInvitationToken().token,
  "reset link": makeResetToken().token,
};
const ABSENT_ID = "2147483647";

/** Two teams whose objects have names that must not be seen from outside, and callers of every kind. */
export class Callers {
  /** The machines that these teams had from the start; they show whether anybody has reached them. */
  readonly machines = { home: 0, abroad: 0 };

  private constructor(
    readonly hub: TestHub,
    readonly home: Person,
    readonly abroad: Person,
    private readonly passwordHash: string,
  ) {}

  static async create(hub: TestHub): Promise<Callers> {
    const [home, abroad] = [await hub.addPerson(), await hub.addPerson()];
    const cast = new Callers(hub, home, abroad, await hashPassword(PASSWORD));
    cast.machines.home = Number(await makeObject({ cast, kind: "machine", owner: home }));
    cast.machines.abroad = Number(await makeObject({ cast, kind: "machine", owner: abroad }));
    return cast;
  }

  /** Part of the names of a team's objects. */
  canaryOf({ teamId }: Person): string {
    return `canary-${teamId === this.home.teamId ? "home" : "abroad"}-`;
  }

  /** A new caller of this kind, so that what one does does not affect the next. */
  caller(name: CallerName): Promise<Caller> {
    // The hub under test writes into the same database.
    return retryBusy(() => this.makeCaller(name));
  }

  private async makeCaller(name: CallerName): Promise<Caller> {
    switch (name) {
      case "nobody":
        return { name, headers: {}, person: null };
      case "a viewer":
        return this.signedIn(name, "viewer");
      case "a member":
        return this.signedIn(name, "member");
      case "an admin":
        return this.signedIn(name, "admin");
      case "an admin of the installation who is a viewer":
        return this.signedIn(name, "viewer", true);
      case "another team's admin":
        return this.withPassword({ name, person: await this.hub.addPerson() });
      case "somebody in no team": {
        const person = await this.hub.addPerson();
        await this.hub.database.client.session.update({
          where: { id: person.sessionId },
          data: { teamId: null },
        });
        await this.hub.database.client.membership.deleteMany({ where: { userId: person.userId } });
        return this.withPassword({ name, person });
      }
      case "a session that was ended": {
        const caller = await this.signedIn(name, "admin");
        await deleteSession(caller.person?.sessionId ?? "");
        return { ...caller, person: null };
      }
      case "a token that has expired":
        return this.withToken(name, { expiresAt: new Date() });
      case "an admin's token that may only read":
        return this.withToken(name, { role: "viewer" });
      case "an admin's token":
        return this.withToken(name, {});
    }
  }

  /** The last part of the path of an object that was made for this one request. */
  async object({ kind, whose, caller }: { kind: ObjectKind; whose: Owner; caller: Caller }): Promise<string> {
    if (whose === "absent") return ABSENT[kind] ?? ABSENT_ID;
    const owned = kind.startsWith("own ") ? (caller.person ?? this.home) : this.home;
    const owner = whose === "foreign" ? this.abroad : owned;
    return retryBusy(() => makeObject({ cast: this, kind, owner }));
  }

  /** An action on another team's machine. */
  async bulkBody(): Promise<object> {
    return { action: "disable", ids: [this.machines.abroad] };
  }

  /** An acknowledgement of another team's incident. */
  async bulkIncidentsBody(): Promise<object> {
    const id = await makeObject({ cast: this, kind: "incident", owner: this.abroad });
    return { action: "acknowledge", ids: [Number(id)] };
  }

  async newPassword(): Promise<object> {
    return { current_password: PASSWORD, new_password: "battery staple" };
  }

  /** An invitation to a team that nobody else is in. */
  invitationBody(): Promise<object> {
    return retryBusy(async () => ({
      invitation: await makeObject({ cast: this, kind: "link", owner: await this.hub.addPerson() }),
    }));
  }

  private async signedIn(name: CallerName, role: Role, isInstanceAdmin = false): Promise<Caller> {
    const { teamId } = this.home;
    return this.withPassword({ name, person: await this.hub.addPerson({ role, teamId, isInstanceAdmin }) });
  }

  private async withPassword({ name, person }: { name: CallerName; person: Person }): Promise<Caller> {
    const { passwordHash } = this;
    await this.hub.database.client.user.update({ where: { id: person.userId }, data: { passwordHash } });
    return { name, person, headers: { cookie: person.cookie } };
  }

  private async withToken(name: CallerName, limits: { role?: Role; expiresAt?: Date }): Promise<Caller> {
    const person = await this.hub.addPerson({ teamId: this.home.teamId });
    const { token, hash, hint } = makeApiToken();
    const { teamId, userId } = person;
    await this.hub.database.client.apiToken.create({
      data: { teamId, userId, name: randomUUID(), hash, hint, createdAt: new Date(), ...limits },
    });
    return { name, person, headers: { authorization: `Bearer ${token}` } };
  }
}
