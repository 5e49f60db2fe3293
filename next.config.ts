import type { NextConfig } from "next";

const isDevelopment = process.env.NODE_ENV === "development";

// Next and next-themes write small inline scripts, so scripts are 'self' plus inline; nothing comes from elsewhere.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

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
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "Content-Security-Policy", value: contentSecurityPolicy },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
        ],
      },
      // Their address is the secret.
      ...["/join/:path*", "/reset/:path*"].map((source) => ({
        source,
        headers: [{ key: "Referrer-Policy", value: "no-referrer" }],
      })),
    ];
  },
};

export default config;
