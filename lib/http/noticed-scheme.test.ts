import { expect, it } from "vitest";
import { noteScheme, noticedScheme } from "./noticed-scheme";

function notice(headers: Record<string, string>): string | null {
  const changed = { ...headers };
  noteScheme(changed);
  return noticedScheme(new Headers(changed));
}

it.each<[string, Record<string, string>, string | null]>([
  ["nginx, Caddy and Traefik say it in X-Forwarded-Proto", { "x-forwarded-proto": "https" }, "https"],
  ["of several proxies the first counts", { "x-forwarded-proto": "https, http" }, "https"],
  ["one that people reach by http does not", { "x-forwarded-proto": "http, https" }, null],
  ["some say it in Forwarded", { forwarded: 'for=192.0.2.1;proto="https";host=hub.example' }, "https"],
  ["where the first hop counts as well", { forwarded: "proto=http, proto=https" }, null],
  ["older ones say it in their own words", { "x-forwarded-ssl": "on" }, "https"],
  ["Cloudflare says it in JSON", { "cf-visitor": '{"scheme":"https"}' }, "https"],
  ["nobody says it", { host: "hub.lan:3000" }, null],
  ["the header itself is nobody's to send", { "x-lunasentri-noticed-scheme": "https" }, null],
])("%s", (_, headers, scheme) => {
  expect(notice(headers)).toBe(scheme);
});
