import { readFileSync } from "node:fs";
import path from "node:path";
import { type NginxServers, startNginx } from "./nginx";
import { RECORDED, startRecorded } from "./recorded";
import type { RunningProxy } from "./running-proxy";

const NAME = "monitor.example.org";
export const CLIENT = "203.0.113.9";
const TRUSTED = { TRUSTED_PROXIES: "127.0.0.0/8" };

/** A way in: what is in front of a hub, and how the hub is set. */
export type Front = {
  /** What stands in the browser's address bar. */
  url: string;
  /** The hub's settings. */
  env: Record<string, string>;
  start: (hubPort: number) => Promise<RunningProxy>;
  /** Where the hub takes requests to come from; by default the client. */
  seen?: string;
};

const nginx =
  (servers: NginxServers): Front["start"] =>
  (hubPort) =>
    startNginx({ servers, hubPort, name: NAME });

/** Server blocks of nginx as people write them, with these lines in `location /`. */
const withLines = (lines: string, upstream = "", target?: string): Front["start"] =>
  nginx(
    ({ port, hubPort, key, cert }) => `${upstream.replace("HUB", `127.0.0.1:${hubPort}`)}
      server { listen 127.0.0.1:${port} ssl; server_name ${NAME}; ssl_certificate ${cert}; ssl_certificate_key ${key};
        location / { proxy_pass ${target ?? `http://127.0.0.1:${hubPort}`}; ${lines} } }`,
  );

/** The block that the guide tells people to paste. */
const fromGuide = nginx(({ port, hubPort, key, cert }) => {
  const guide = readFileSync(path.resolve(import.meta.dirname, "../../../docs/operating.md"), "utf8");
  const block = /```nginx\n(.*?)```/s.exec(guide)?.[1] ?? "";
  const real: [RegExp, string][] = [
    [/listen 443/, `listen 127.0.0.1:${port}`],
    [/\/etc\/\S+fullchain\.pem/, cert],
    [/\/etc\/\S+privkey\.pem/, key],
    [/127\.0\.0\.1:3000/, `127.0.0.1:${hubPort}`],
  ];
  return real.reduce((text, [placeholder, value]) => {
    if (!placeholder.test(text)) throw new Error(`The guide's block for nginx lacks ${placeholder}`);
    return text.replace(placeholder, value);
  }, block);
});

const recorded =
  (kind: keyof typeof RECORDED): Front["start"] =>
  (hubPort) =>
    startRecorded({ kind, hubPort, client: CLIENT });

const PUBLIC = `https://${NAME}`;
const PUBLIC_PORT = `https://${NAME}:8443`;
const SCHEME = "proxy_set_header X-Forwarded-Proto $scheme;";
const FOR = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
const LOCAL = "127.0.0.1";

/** nginx really runs, and its client is this very machine. */
export const NGINX: Record<string, Front> = {
  "nginx, as the guide has it": {
    url: PUBLIC,
    env: { ...TRUSTED, HUB_URL: PUBLIC },
    start: fromGuide,
    seen: LOCAL,
  },
  "nginx, as the guide has it, with a port": {
    url: PUBLIC_PORT,
    env: { ...TRUSTED, HUB_URL: PUBLIC_PORT },
    start: fromGuide,
    seen: LOCAL,
  },
  "nginx, as the guide has it, without HUB_URL": {
    url: PUBLIC_PORT,
    env: TRUSTED,
    start: fromGuide,
    seen: LOCAL,
  },
  "nginx with $host, and a port outside": {
    url: PUBLIC_PORT,
    env: { ...TRUSTED, HUB_URL: PUBLIC_PORT },
    start: withLines(`proxy_set_header Host $host; ${SCHEME} ${FOR}`),
    seen: LOCAL,
  },
  "nginx with $host and X-Forwarded-Port, and a port outside, without HUB_URL": {
    url: PUBLIC_PORT,
    env: TRUSTED,
    start: withLines(`proxy_set_header Host $host; ${SCHEME} ${FOR} proxy_set_header X-Forwarded-Port 8443;`),
    seen: LOCAL,
  },
  "nginx with proxy_pass and nothing else": {
    url: PUBLIC,
    env: { ...TRUSTED, HUB_URL: PUBLIC },
    start: withLines(""),
    seen: LOCAL,
  },
  "nginx with a named upstream and nothing else": {
    url: PUBLIC,
    env: { ...TRUSTED, HUB_URL: PUBLIC },
    start: withLines("", "upstream lunasentri { server HUB; }", "http://lunasentri"),
    seen: LOCAL,
  },
  "nginx that nobody trusts": {
    url: PUBLIC,
    env: { HUB_URL: PUBLIC },
    start: withLines(`proxy_set_header Host $host; ${SCHEME} ${FOR}`),
    seen: LOCAL,
  },
  "nginx with the lines for websockets that everybody pastes": {
    url: PUBLIC,
    env: { ...TRUSTED, HUB_URL: PUBLIC },
    start: withLines(
      `proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";
       proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr; ${SCHEME}`,
    ),
    seen: LOCAL,
  },
  "nginx without TLS": {
    url: "http://monitor.example.org:8080",
    env: { ...TRUSTED, HUB_URL: "http://monitor.example.org:8080" },
    start: nginx(
      ({ port, hubPort }) => `server { listen 127.0.0.1:${port}; location / {
        proxy_pass http://127.0.0.1:${hubPort}; proxy_set_header Host $http_host; } }`,
    ),
    seen: LOCAL,
  },
};

/** Others are played by what they send. */
export const OTHERS: Record<string, Front> = {
  ...Object.fromEntries(
    (Object.keys(RECORDED) as (keyof typeof RECORDED)[]).flatMap((kind): [string, Front][] => [
      [kind, { url: PUBLIC, env: { ...TRUSTED, HUB_URL: PUBLIC }, start: recorded(kind) }],
      [`${kind}, without HUB_URL`, { url: PUBLIC, env: TRUSTED, start: recorded(kind) }],
    ]),
  ),
  "caddy, with a port": {
    url: PUBLIC_PORT,
    env: { ...TRUSTED, HUB_URL: PUBLIC_PORT },
    start: recorded("caddy"),
  },
  "traefik, with a port, without HUB_URL": { url: PUBLIC_PORT, env: TRUSTED, start: recorded("traefik") },
};
