import { afterEach, expect, it, vi } from "vitest";
import { signInWithPassword } from "./sign-in-with-password";

afterEach(() => vi.unstubAllGlobals());

it("says that the hub could not check the password if it answers only the second question", async () => {
  const answers: Record<string, Response> = {
    "/api/auth/csrf": Response.json({ error: { code: "unavailable", message: "away" } }, { status: 503 }),
    "/api/auth/callback/credentials": Response.json({ url: "http://hub.lan/sign-in?csrf=true" }),
  };
  vi.stubGlobal("fetch", async (path: string) => answers[path]);
  vi.stubGlobal("window", { location: { origin: "http://hub.lan" } });
  const signedIn = signInWithPassword({ email: "ada@example.org", password: "correct horse" });
  await expect(signedIn).rejects.toThrow("The hub could not check the password.");
});
