import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import tls from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as getMail } from "@/app/api/v1/instance/mail/route";
import { POST as testMail } from "@/app/api/v1/instance/mail/test/route";
import { POST as invite } from "@/app/api/v1/invitations/route";
import { POST as makeReset } from "@/app/api/v1/members/[user_id]/password-reset/route";
import { POST as askByMail } from "@/app/api/v1/password-reset/mail/route";
import { POST as reset } from "@/app/api/v1/password-reset/route";
import { readMailServer } from "@/lib/base/mail-server";
import { sendMail } from "@/lib/http/mail/send-mail";
import { askForReset } from "@/lib/people/password-resets/ask-for-reset";
import { type Person, TestHub } from "../support/hub";
import { MailReceiver, type Refusals } from "../support/mail/mail-receiver";
import { makeCertificate } from "../support/proxies/certificate";

const HUB = "https://hub.example.org";
const PASSWORD = "planted-hunter2";
const TIMEOUT_MS = 4_000;

let hub: TestHub;
let receiver: MailReceiver;
let admin: Person;

beforeAll(async () => {
  receiver = await MailReceiver.open();
  Object.assign(process.env, { SMTP_URL: receiver.url, SMTP_FROM: "hub@example.org", HUB_URL: HUB });
  hub = await TestHub.open();
});
beforeEach(async () => {
  receiver.behaviour = {};
  receiver.mails.length = 0;
  admin = await hub.addPerson({ isInstanceAdmin: true });
});
afterAll(async () => {
  await hub.close();
  await receiver.close();
});

const emailOf = async ({ userId: id }: Person) =>
  (await hub.database.client.user.findUniqueOrThrow({ where: { id } })).email;
const whole = ({ raw }: { raw: string }) => raw.replace(/=\r\n/g, "").replace(/=3D/g, "=");
const ask = async (email: string, address = "192.0.2.1") =>
  (await askForReset({ email, address, now: new Date() })).done;
const call = (handler: Parameters<TestHub["call"]>[0], given: Parameters<TestHub["call"]>[1]) =>
  hub.call(handler, { ...given, headers: { host: "hub.example.org", origin: HUB } });

describe("an invitation", () => {
  it("is mailed to its address, with names as text", async () => {
    const name = 'Ops" <b>\u202e, all';
    await hub.database.client.team.update({ where: { id: admin.teamId }, data: { name } });
    const { status, json } = await call(invite, {
      as: admin,
      body: { role: "member", email: "ada@example.org" },
    });
    expect([status, json.mail]).toEqual([
      201,
      { sent: true, message: "The mail server accepted it: 250 2.0.0 Ok: queued as 4F2C" },
    ]);
    const [mail] = receiver.mails;
    if (mail === undefined) throw new Error("no mail came");
    expect([mail.from, mail.to]).toEqual(["hub@example.org", ["ada@example.org"]]);
    expect(whole(mail)).toContain(json.url);
    expect(whole(mail)).toContain("&lt;b&gt;");
    expect(whole(mail)).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it("is still a link when the mail is refused, and says why", async () => {
    receiver.behaviour = { refusals: { recipient: "550 5.1.1 no such user" } };
    const { status, json } = await call(invite, {
      as: admin,
      body: { role: "member", email: "ada@example.org" },
    });
    expect([status, json.mail.sent, json.url]).toEqual([201, false, expect.stringContaining("/join/lsi_")]);
    expect(json.mail.message).toBe("The mail server refused the address: 550 5.1.1 no such user");
  });

  it("without an address is not mailed", async () => {
    const { json } = await call(invite, { as: admin, body: { role: "member" } });
    expect([json.mail, receiver.mails]).toEqual([null, []]);
  });
});

describe("a reset link", () => {
  it("of an admin is mailed where that is wanted", async () => {
    const member = await hub.addPerson({ teamId: admin.teamId, role: "member" });
    const params = { user_id: String(member.userId) };
    const kept = await call(makeReset, { as: admin, params, method: "POST" });
    expect([kept.json.mail, receiver.mails]).toEqual([null, []]);
    const { json } = await call(makeReset, { as: admin, params, body: { mail: true } });
    expect(json.mail.sent).toBe(true);
    expect(receiver.mails.map(({ to }) => to)).toEqual([[await emailOf(member)]]);
    expect(receiver.mails.map(whole).join()).toContain(json.url);
  });

  it("that somebody asks for goes to the account's address only, and works", async () => {
    const email = await emailOf(admin);
    await ask(email);
    expect(receiver.mails.map(({ to }) => to)).toEqual([[email]]);
    const [, token = ""] =
      /https:\/\/hub\.example\.org\/reset\/(lsr_\w+)/.exec(receiver.mails.map(whole).join()) ?? [];
    const body = { reset: token, new_password: "battery staple" };
    expect((await call(reset, { body })).status).toBe(204);
  });

  it("is answered alike for known, unknown and disabled accounts, and never to whoever asks for the host", async () => {
    const disabled = await hub.addPerson();
    await hub.database.client.user.update({
      where: { id: disabled.userId },
      data: { disabledAt: new Date() },
    });
    const emails = [await emailOf(disabled), "nobody@example.org", await emailOf(admin)];
    const answers = [];
    for (const email of emails) {
      const { status, json } = await hub.call(askByMail, { body: { email } });
      answers.push([status, json]);
    }
    expect(answers).toEqual([
      [204, null],
      [204, null],
      [204, null],
    ]);
    await vi.waitUntil(() => receiver.mails.length > 0);
    await ask(emails[0] ?? "");
    await ask(emails[1] ?? "");
    expect(receiver.mails.map(({ to }) => to)).toEqual([[emails[2]]]);
    expect(receiver.mails.map(whole).join()).not.toContain("hub.lan");
  });

  it("comes three times an hour at most", async () => {
    const email = await emailOf(admin);
    for (let count = 0; count < 5; count++) await ask(email);
    expect(receiver.mails).toHaveLength(3);
  });
});

it("tests the server with the caller's own address, for admins of the installation", async () => {
  const { json: settings } = await call(getMail, { as: admin });
  expect(settings).toEqual({ server: `127.0.0.1:${receiver.port}`, from: "hub@example.org", resets: true });
  const { json } = await call(testMail, { as: admin, method: "POST" });
  expect(json).toEqual({ sent: true, message: "The mail server accepted it: 250 2.0.0 Ok: queued as 4F2C" });
  expect(receiver.mails.map(({ to }) => to)).toEqual([[await emailOf(admin)]]);
  const somebody = await hub.addPerson();
  expect((await call(testMail, { as: somebody, method: "POST" })).status).toBe(403);
  expect((await call(getMail, { as: somebody })).status).toBe(403);
});

const MAIL = {
  from: { name: "Hub", address: "hub@example.org" },
  to: ["ada@example.org"],
  subject: "web-01\r\nBcc: eve@example.org is offline",
  text: "text",
  html: "<p>text</p>",
  messageId: "<1@hub.example.org>",
  follows: "<0@hub.example.org>",
};
const serverAt = (url: string) => {
  const server = readMailServer(url);
  if (server === null) throw new Error(`no mail server: ${url}`);
  return server;
};
const sendTo = (url: string, changes: Partial<Parameters<typeof sendMail>[0]> = {}) =>
  sendMail({ server: serverAt(url), mail: MAIL, guard: null, timeoutMs: TIMEOUT_MS, ...changes });

describe("a mail server", () => {
  it.each<[keyof Refusals, string, string, boolean]>([
    ["greeting", "421 4.3.2 too busy", "connection", false],
    ["sender", "550 5.7.1 not your domain", "sender", true],
    ["recipient", "450 4.2.0 greylisted", "recipients", false],
    ["recipient", "550 5.1.1 no such user", "recipients", true],
    ["content", "554 5.7.1 spam", "content", true],
  ])("that refuses the %s with %s", async (where, words, stage, isPermanent) => {
    receiver.behaviour = { refusals: { [where]: words } };
    const answer = await sendTo(receiver.url);
    expect(answer).toMatchObject({ kind: "refused", stage, isPermanent, code: Number(words.slice(0, 3)) });
  });

  it("that refuses one of two addresses has accepted the mail", async () => {
    receiver.behaviour = { refusals: { recipient: "550 5.1.1 no such user" } };
    const answer = await sendTo(receiver.url, {
      mail: { ...MAIL, to: ["bad@example.org", "good@example.org"] },
    });
    const rejected = [{ address: "bad@example.org", words: "550 5.1.1 no such user" }];
    expect(answer).toMatchObject({ kind: "accepted", rejected });
  });

  it("that drops the connection after the content has not answered", async () => {
    receiver.behaviour = { dropsAfterContent: true };
    expect(await sendTo(receiver.url)).toMatchObject({ kind: "failed" });
  });

  it("that is silent has no more than the time it gets", async () => {
    receiver.behaviour = { silentMs: 60_000 };
    const answer = await sendTo(receiver.url, { timeoutMs: 200 });
    expect(answer).toEqual({ kind: "failed", message: "no answer within 0.2 s" });
  });

  it("gets one header for each line of a subject, and the mail that it follows", async () => {
    await sendTo(receiver.url);
    const head = receiver.mails[0]?.raw.split("\r\n\r\n")[0] ?? "";
    expect(head).toContain("Subject: web-01 Bcc: eve@example.org is offline");
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^Message-ID: <1@hub\.example\.org>\r$/m);
    expect(head).toMatch(/^In-Reply-To: <0@hub\.example\.org>\r$/m);
    expect(head).toMatch(/^References: <0@hub\.example\.org>\r$/m);
  });

  it("on a private address is refused to a guard, whatever name leads there", async () => {
    for (const host of ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"]) {
      const answer = await sendTo(`smtp://${host}:${receiver.port}`, { guard: { allow: [] } });
      expect(answer).toMatchObject({ kind: "failed", message: expect.stringMatching(/private|link-local/) });
    }
    expect(receiver.mails).toEqual([]);
    const allowed = await sendTo(receiver.url, { guard: { allow: ["127.0.0.0/8"] } });
    expect(allowed.kind).toBe("accepted");
  });
});

describe("a login", () => {
  const folder = mkdtempSync(`${tmpdir()}/mail-`);
  const login = { user: "hub", password: PASSWORD };
  let certificate: { key: string; cert: string };

  beforeAll(() => {
    const files = makeCertificate(folder, "localhost");
    certificate = { key: readFileSync(files.key, "utf8"), cert: readFileSync(files.cert, "utf8") };
  });

  async function withServer<T>(
    given: { certificate: typeof certificate | null },
    use: (at: { server: MailReceiver; url: string }) => Promise<T>,
  ): Promise<T> {
    const server = await MailReceiver.open({ login, ...given });
    try {
      return await use({ server, url: `smtp://hub:${PASSWORD}@localhost:${server.port}` });
    } finally {
      await server.close();
    }
  }
  /** What NODE_EXTRA_CA_CERTS does when a process starts. */
  function trust(): void {
    const make = tls.createSecureContext;
    vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
      make({ ...options, ca: [certificate.cert] }),
    );
  }

  it("is sent encrypted, and its refusal never shows it", async () => {
    trust();
    await withServer({ certificate }, async ({ server, url }) => {
      expect(await sendTo(url)).toMatchObject({ kind: "accepted" });
      expect(server.mails).toMatchObject([{ user: "hub", isEncrypted: true }]);
      const wrong = await sendTo(url.replace(PASSWORD, `${PASSWORD}-wrong`));
      expect(wrong).toMatchObject({ kind: "refused", stage: "login", code: 535, isPermanent: true });
      expect(JSON.stringify(wrong)).not.toContain(PASSWORD);
    });
    vi.restoreAllMocks();
  });

  it("is never sent to a server without encryption, or with a certificate that nobody knows", async () => {
    const seen: string[] = [];
    for (const given of [null, certificate]) {
      await withServer({ certificate: given }, async ({ server, url }) => {
        server.onLogin = (password) => seen.push(password);
        const answer = await sendTo(url);
        expect(["failed", "refused"]).toContain(answer.kind);
        expect(JSON.stringify(answer)).not.toContain(PASSWORD);
        expect(server.mails).toEqual([]);
      });
    }
    expect(seen).toEqual([]);
  });
});
