import { expect, it, vi } from "vitest";
import { CallerRecogniser } from "./recognise-caller";

const RIGHT = "lst_right";
const COOKIE = "next-auth.session-token=right";

function recogniser() {
  const prove = vi.fn(async ({ kind, text }: { kind: string; text: string }) =>
    /right/.test(text) ? `${kind} 1` : null,
  );
  const it = new CallerRecogniser(prove);
  const ask = (headers: { cookie?: string; authorization?: string }, given = {}) =>
    it.recognise({ headers, network: "192.0.2.1", nowMs: 0, ...given });
  return { prove, ask };
}

it.each([
  ["a session cookie", { cookie: `theme=dark; ${COOKIE}` }, "session 1"],
  ["an API token", { authorization: `Bearer ${RIGHT}` }, "token 1"],
  ["an API token beside a cookie", { cookie: COOKIE, authorization: `Bearer ${RIGHT}` }, "token 1"],
  ["a wrong token beside a right cookie", { cookie: COOKIE, authorization: "Bearer lst_wrong" }, null],
  ["a wrong cookie", { cookie: "next-auth.session-token=x" }, null],
  ["another cookie", { cookie: "theme=right" }, null],
  ["another authorization", { authorization: "Basic cmlnaHQ=" }, null],
  ["nothing", {}, null],
])("%s: %s", async (_, headers, caller) => {
  expect(await recogniser().ask(headers)).toBe(caller);
});

it("looks at a credential once a minute", async () => {
  const { ask, prove } = recogniser();
  for (const nowMs of [0, 1, 59_999]) await ask({ cookie: COOKIE }, { nowMs });
  expect(prove).toHaveBeenCalledTimes(1);
  await ask({ cookie: COOKIE }, { nowMs: 60_000 });
  expect(prove).toHaveBeenCalledTimes(2);
});

it("looks at no more after sixty wrong ones from one network, and still knows whom it knew", async () => {
  const { ask, prove } = recogniser();
  await ask({ cookie: COOKIE });
  for (let i = 0; i < 80; i++) await ask({ authorization: `Bearer lst_wrong${i}` });
  expect(prove).toHaveBeenCalledTimes(61);
  expect(await ask({ cookie: COOKIE })).toBe("session 1");
  expect(await ask({ authorization: `Bearer ${RIGHT}` })).toBe(null);
  expect(await ask({ authorization: `Bearer ${RIGHT}` }, { network: "192.0.2.2" })).toBe("token 1");
});
