import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as createInvitation } from "@/app/api/v1/invitations/route";
import { PUT as changePassword } from "@/app/api/v1/me/password/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { POST as register } from "@/app/api/v1/register/route";
import { POST as setup } from "@/app/api/v1/setup/route";
import { ensureFirstAdmin } from "@/lib/people/auth/ensure-first-admin";
import { findSetupCode } from "@/lib/people/auth/find-setup-code";
import { hashPassword } from "@/lib/people/auth/password";
import { resetByHost } from "@/lib/people/password-resets/reset-by-host";
import { type Person, TestHub } from "../support/hub";

const PASSWORD = "correct horse";

let hub: TestHub;

beforeAll(async () => {
  Object.assign(process.env, { ADMIN_EMAIL: "ada@example.org", ADMIN_PASSWORD: "password123" });
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.database.client.user.deleteMany();
});
afterAll(() => hub.close());

const refused = ({ status, json }: { status: number; json: { error: { fields?: object } } }) => ({
  status,
  fields: Object.keys(json.error.fields ?? {}),
});

it("cannot be the first admin's, and the hub does not start with it", async () => {
  const code = await findSetupCode(new Date());
  const body = { code, name: "Ada", email: "ada@example.org", password: "lunasentri1" };
  expect(refused(await hub.call(setup, { body }))).toEqual({ status: 422, fields: ["password"] });
  await expect(ensureFirstAdmin()).rejects.toThrow(/cannot start: ADMIN_PASSWORD is one of those/);
  expect(await hub.database.client.user.count()).toBe(0);
});

describe("cannot be set", () => {
  let as: Person;
  let email: string;

  beforeEach(async () => {
    as = await hub.addPerson();
    const data = { passwordHash: await hashPassword(PASSWORD), name: "Ada Lovelace" };
    ({ email } = await hub.database.client.user.update({ where: { id: as.userId }, data }));
  });

  it("by somebody who joins with an invitation, which stays valid", async () => {
    const { url } = (await hub.call(createInvitation, { as, body: { role: "viewer" } })).json;
    const invitation = url.split("/join/")[1];
    const account = { name: "Grace Hopper", email: "grace@example.org", invitation };
    const answer = await hub.call(register, { body: { ...account, password: "gracehopper1" } });
    expect(refused(answer)).toEqual({ status: 422, fields: ["password"] });
    const other = await hub.call(register, { body: { ...account, password: PASSWORD } });
    expect(other.status).toBe(201);
  });

  it("by somebody who changes theirs", async () => {
    const body = { current_password: PASSWORD, new_password: "adalovelace1" };
    const answer = await hub.call(changePassword, { as, method: "PUT", body });
    expect(refused(answer)).toEqual({ status: 422, fields: ["new_password"] });
  });

  it("with a reset link, which stays valid", async () => {
    const link = (await resetByHost({ email, now: new Date() }))?.split("/reset/")[1];
    const use = (new_password: string) => hub.call(reset, { body: { reset: link, new_password } });
    expect(refused(await use(email))).toEqual({ status: 422, fields: ["new_password"] });
    expect((await use("battery staple")).status).toBe(204);
  });
});
