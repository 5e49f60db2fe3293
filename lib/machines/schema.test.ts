import { expect, it } from "vitest";
import { updateMachineSchema } from "./schema";

const runbook = (typed: string | null) =>
  updateMachineSchema.safeParse({ runbook_url: typed }).data?.runbook_url;

it.each([
  ["a link", " https://wiki.example.org/web-01 ", "https://wiki.example.org/web-01"],
  ["a link with spaces in it", "https://wiki.example.org/web 01", "https://wiki.example.org/web%2001"],
  ["nothing", "", null],
  ["null", null, null],
  ["an insecure one", "http://wiki.example.org", undefined],
  ["a script", "javascript:alert(1)", undefined],
  ["a password", "https://me:secret@wiki.example.org", undefined],
  ["words", "ask Anna", undefined],
])("reads %s as a runbook link", (_, typed, link) => {
  expect(runbook(typed)).toBe(link);
});
