import { expect, it } from "vitest";
import type { MailAnswer, MailStage } from "@/lib/http/mail/types";
import type { Blame } from "../../messages/send-result";
import { readMailAnswer } from "./read-answer";

it.each<[number, MailStage, Blame, Blame]>([
  [421, "connection", "network", "network"],
  [554, "connection", "network", "network"],
  [535, "login", "channel", "network"],
  [454, "login", "network", "network"],
  [550, "sender", "channel", "network"],
  [451, "sender", "network", "network"],
  [550, "recipients", "channel", "channel"],
  [450, "recipients", "network", "network"],
  [552, "content", "message", "message"],
  [451, "content", "network", "network"],
])(
  "blames %i at %s on the %s, or with the installation's server on the %s",
  (code, stage, own, installation) => {
    const answer: MailAnswer = {
      kind: "refused",
      stage,
      code,
      isPermanent: code >= 500,
      words: `${code} no`,
    };
    const message = `The mail server: ${code} no`;
    expect(readMailAnswer(answer, { isOwn: true })).toMatchObject({ kind: "failed", blame: own, message });
    expect(readMailAnswer(answer, { isOwn: false })).toMatchObject({ kind: "failed", blame: installation });
  },
);

it("is delivered if anybody got it, and names who did not", () => {
  const rejected = [{ address: "b@example.org", words: "550 no such user" }];
  expect(readMailAnswer({ kind: "accepted", words: "250 Ok", rejected }, { isOwn: true })).toMatchObject({
    kind: "delivered",
    message: "The mail server accepted it: 250 Ok. b@example.org was refused: 550 no such user",
  });
});

it("is tried again without an answer", () => {
  expect(readMailAnswer({ kind: "failed", message: "no answer" }, { isOwn: true })).toMatchObject({
    blame: "network",
    message: "no answer",
  });
});
