import type { NextConfig } from "next";

// The headers that keep browsers safe are in lib/http/security-headers.ts: they differ from answer to answer.
const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  devIndicators: false,
  experimental: {
    // A link that is pressed while the hub is away waits for it, instead of leaving the page for the browser's own error.
    useOffline: true,
    inlineCss: true,
    // A hub is deaf until it listens, which is a third sooner if pages are loaded only when they are requested.
    preloadEntriesOnStart: false,
  },
  // Types are checked by `npm run verify`; checking them again would double the time of a first start.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "better-sqlite3",
    "node-cron",
    "pg",
    "pino",
    "rate-limiter-flexible",
    "undici",
  ],
};

export default config;
