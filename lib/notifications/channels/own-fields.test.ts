import { describe, expect, it } from "vitest";
import { gotify } from "../transports/gotify/type";
import { ntfy } from "../transports/ntfy/type";
import { template } from "../transports/template/type";
import { changeFields, parseOwnFields } from "./own-fields";

describe("parseOwnFields", () => {
  it("adds no default to a change: a new topic leaves its server alone", () => {
    expect(parseOwnFields(ntfy, { topic: "alerts" })).toEqual({ topic: "alerts" });
  });

  it("refuses a field of another type", () => {
    expect(() => parseOwnFields(gotify, { topic: "alerts" })).toThrow("topic: does not belong to a gotify");
  });
});

describe("changeFields", () => {
  const config = {
    origin: "https://example.org",
    method: "POST",
    format: "text",
    success_statuses: null,
    has_login: false,
    header_names: [],
    is_signed: false,
  };
  const nothing = { body_recovery: null, headers: null, username: null, password: null, secret: null };
  const secrets = { url: "https://example.org/x", body: "no JSON", ...nothing };

  it.each([
    ["the format of a body that is of another", { format: "json" }, "body must be JSON"],
    ["a method that has no body", { method: "GET" }, "body must be empty"],
    [
      "a body of another format",
      { format: "json", body: "{}", body_recovery: "{" },
      "body_recovery must be JSON",
    ],
  ])("refuses %s", (_, given, words) => {
    expect(() => changeFields({ type: template, config, secrets, given })).toThrow(words);
  });

  it("changes both together", () => {
    const given = { format: "json", body: '{"a":1}' };
    expect(changeFields({ type: template, config, secrets, given })).toEqual({
      config: { ...config, format: "json" },
      secrets: { ...secrets, body: '{"a":1}' },
    });
  });
});
