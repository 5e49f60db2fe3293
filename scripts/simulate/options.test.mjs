import { expect, it } from "vitest";
import { readOptions } from "./options.mjs";

const env = { ADMIN_EMAIL: "a@b.example", ADMIN_PASSWORD: "secret" };

it("takes the account from the environment, and defaults for everything else", () => {
  expect(readOptions({ args: [], env })).toEqual({
    hubUrl: "http://localhost:3000",
    email: "a@b.example",
    password: "secret",
    machines: 50,
    intervalS: 10,
    stopping: 0,
    flapping: 0,
    isRemoval: false,
  });
});

it("takes everything from the command line", () => {
  const args =
    "--machines 3 --hub https://hub.example/ --interval 1m --stop 1 --flap 2 --email c@d.example".split(" ");
  expect(readOptions({ args, env })).toMatchObject({
    hubUrl: "https://hub.example",
    email: "c@d.example",
    machines: 3,
    intervalS: 60,
    stopping: 1,
    flapping: 2,
  });
});

it.each([
  ["no account", [], {}, /--email/],
  ["more troubled machines than there are", ["--machines", "2", "--stop", "3"], env, /more machines/],
  ["a fraction", ["--machines", "2.5"], env, /--machines/],
  ["an interval that is not a time", ["--interval", "soon"], env, /--interval/],
  ["an interval of zero", ["--interval", "0s"], env, /--interval/],
  ["a hub that is not an address", ["--hub", "nowhere"], env, /--hub/],
  ["an option that does not exist", ["--machine", "2"], env, /--machine/],
])("refuses %s", (_, args, variables, message) => {
  expect(() => readOptions({ args, env: variables })).toThrow(message);
});
