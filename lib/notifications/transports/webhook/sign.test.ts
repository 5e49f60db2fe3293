import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signWebhook } from "./sign";

const message = {
  id: "msg_1",
  timestampS: Math.floor(Date.now() / 1000),
  body: '{"event":"machine.offline","machine":{"name":"wéb-01"}}',
};

describe("signWebhook", () => {
  it("is verified by the Standard Webhooks library", () => {
    const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
    const headers = signWebhook({ ...message, secret });
    expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body));
    expect(() => new Webhook(secret).verify(`${message.body} `, headers)).toThrow();
  });

  it("takes a secret without prefix as its UTF-8 bytes", () => {
    const secret = "sixteen bytes or more";
    const headers = signWebhook({ ...message, secret });
    expect(new Webhook(secret, { format: "raw" }).verify(message.body, headers)).toEqual(
      JSON.parse(message.body),
    );
  });

  it("is verified with either secret while it is being rotated, and by receivers of the original with the old one", () => {
    const secrets = ["one", "two"].map((each) => `whsec_${Buffer.from(each.repeat(12)).toString("base64")}`);
    const [secret = "", oldSecret = ""] = secrets;
    const headers = signWebhook({ ...message, secret, oldSecret });
    for (const each of secrets)
      expect(new Webhook(each).verify(message.body, headers)).toEqual(JSON.parse(message.body));
    const alone = signWebhook({ ...message, secret: oldSecret });
    expect(headers["x-lunasentri-signature"]).toBe(alone["x-lunasentri-signature"]);
  });

  it.each(["sixteen bytes or more", "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="])(
    "carries the original's signature, keyed by the SHA-256 of the secret as shown: %s",
    (secret) => {
      const key = createHash("sha256").update(secret, "utf8").digest();
      const expected = createHmac("sha256", key).update(message.body, "utf8").digest("hex");
      expect(signWebhook({ ...message, secret })["x-lunasentri-signature"]).toBe(`sha256=${expected}`);
    },
  );
});
