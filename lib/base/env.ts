import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import {
  baseUrlSchema,
  cidrListSchema,
  databaseSchema,
  hostListSchema,
  httpUrlSchema,
  hubUrlSchema,
  proxyUrlSchema,
} from "./address-schemas";
import { botTokenSchema } from "./bot-token";
import { durationSchema } from "./duration-schema";
import { MAX_OFFLINE_AFTER_MS, MIN_OFFLINE_AFTER_MS } from "./limits";
import {
  type MailSender,
  type MailServer,
  mailSenderSchema,
  mailServerSchema,
  readMailSender,
} from "./mail-server";

export type DatabaseConfig = z.output<typeof databaseSchema>;

const DAY_MS = 86_400_000;

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: z.coerce
    .number("must be a port number")
    .int("must be a port number")
    .min(0, "must be a port number")
    .max(65_535, "must be a port number")
    .default(3000),
  HOST: z.string().optional(),
  WEB_SOCKET: z.string().optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: databaseSchema.optional(),
  SQLITE_SYNCHRONOUS: z.enum(["NORMAL", "FULL"]).default("NORMAL"),
  LUNASENTRI_SECRET: z
    .string()
    .min(32, "must be at least 32 characters (try: openssl rand -base64 48)")
    .optional(),
  MACHINE_HEARTBEAT_CHECK_INTERVAL: durationSchema({ minMs: 1_000, maxMs: 3_600_000 }).default(30_000),
  MACHINE_OFFLINE_THRESHOLD: durationSchema({
    minMs: MIN_OFFLINE_AFTER_MS,
    maxMs: MAX_OFFLINE_AFTER_MS,
  }).default(120_000),
  HUB_DEAF_AFTER: durationSchema({ minMs: 10_000, maxMs: 86_400_000 }).default(300_000),
  MASS_SILENCE_HOLD: durationSchema({ minMs: 0, maxMs: 60_000 }).default(0),
  DEADMAN_URL: httpUrlSchema.optional(),
  // How long a machine must be stable after three outages within the same time; 0s sends every change.
  FLAP_WINDOW: durationSchema({ minMs: 0, maxMs: 86_400_000 }).default(600_000),
  // More than sixteen clients can send if they wait for their answers: a faster sender does not wait, which is a flood.
  INGEST_RATE_LIMIT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .default(360_000),
  SAMPLE_RETENTION: durationSchema({ minMs: 3_600_000, maxMs: 366 * 86_400_000 }).default(48 * 3_600_000),
  RETENTION_FIVE_MINUTES: durationSchema({ minMs: DAY_MS, maxMs: 3_660 * DAY_MS }).default(30 * DAY_MS),
  RETENTION_HOURS: durationSchema({ minMs: DAY_MS, maxMs: 3_660 * DAY_MS }).default(400 * DAY_MS),
  RETENTION_EVENTS: durationSchema({ minMs: DAY_MS, maxMs: 3_660 * DAY_MS }).default(90 * DAY_MS),
  RETENTION_HISTORY: durationSchema({ minMs: 7 * DAY_MS, maxMs: 3_660 * DAY_MS }).default(400 * DAY_MS),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(10, "must have at least 10 characters").max(1024).optional(),
  REGISTRATION: z.enum(["open", "closed"]).optional(),
  SIGN_IN_ACCOUNT_LIMIT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .default(10),
  SIGN_IN_ADDRESS_LIMIT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .default(50),
  SIGN_IN_WINDOW: durationSchema({ minMs: 1_000, maxMs: 86_400_000 }).default(300_000),
  HUB_URL: hubUrlSchema.optional(),
  TRUSTED_PROXIES: cidrListSchema.default([]),
  WEBHOOK_ALLOW_CIDRS: cidrListSchema.default([]),
  HTTPS_PROXY: proxyUrlSchema.optional(),
  HTTP_PROXY: proxyUrlSchema.optional(),
  NO_PROXY: hostListSchema.default([]),
  TELEGRAM_BOT_TOKEN: botTokenSchema.optional(),
  TELEGRAM_API_URL: baseUrlSchema.default("https://api.telegram.org"),
  SMTP_URL: mailServerSchema.optional(),
  SMTP_FROM: mailSenderSchema.optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

// Secrets may come from a file instead: NAME_FILE=/run/secrets/name.
const FROM_FILE = [
  "LUNASENTRI_SECRET",
  "ADMIN_PASSWORD",
  "DATABASE_URL",
  "TELEGRAM_BOT_TOKEN",
  "DEADMAN_URL",
  "SMTP_URL",
];

// Programs read these in either case; where both are set, the lower case wins, as with curl.
const EITHER_CASE = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];

export class EnvError extends Error {
  override name = "EnvError";
}

/** Reads settings from variables. Throws one EnvError that names every variable at fault and never shows a value of a secret. */
export function parseEnv(source: Record<string, string | undefined>) {
  const problems: string[] = [];
  // An empty variable counts as unset: that is what `NAME= command` and compose files mean by it.
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(source))
    if (value !== undefined && value !== "") given[name] = value;
  for (const name of EITHER_CASE) {
    const lower = given[name.toLowerCase()];
    if (lower !== undefined) given[name] = lower;
  }
  for (const name of FROM_FILE) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE: set one of them, not both`);
    try {
      given[name] = readFileSync(file, "utf8").trim();
    } catch (error) {
      problems.push(
        `${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? "error"})`,
      );
    }
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${String(issue.path[0])}: ${issue.message}`);
  }
  if (parsed.success && parsed.data.SMTP_URL !== undefined && mailOf(parsed.data) === null)
    problems.push(
      "SMTP_FROM: must say who mail is from, because the user in SMTP_URL is not an e-mail address",
    );
  if (problems.length > 0 || !parsed.success) {
    throw new EnvError(
      `LunaSentri cannot start. Please correct:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
  const values = parsed.data;
  const dataDir = path.resolve(values.DATA_DIR);
  return {
    mode: values.NODE_ENV,
    port: values.PORT,
    /** The address that the ingest process listens on; null: every address, of IPv6 and IPv4. */
    host: values.HOST ?? null,
    dataDir,
    /** The socket on which the web process waits for what the ingest process of the same port passes on. */
    webSocket: path.resolve(values.WEB_SOCKET ?? path.join(dataDir, `web-${values.PORT}.sock`)),
    database: values.DATABASE_URL ?? { kind: "sqlite" as const, file: path.join(dataDir, "lunasentri.db") },
    sqliteSynchronous: values.SQLITE_SYNCHRONOUS,
    secret: values.LUNASENTRI_SECRET ?? null,
    checkIntervalMs: values.MACHINE_HEARTBEAT_CHECK_INTERVAL,
    offlineAfterMs: values.MACHINE_OFFLINE_THRESHOLD,
    hubDeafAfterMs: values.HUB_DEAF_AFTER,
    massSilenceHoldMs: values.MASS_SILENCE_HOLD,
    deadmanUrl: values.DEADMAN_URL ?? null,
    flapWindowMs: values.FLAP_WINDOW,
    ingestRateLimit: values.INGEST_RATE_LIMIT,
    sampleRetentionMs: values.SAMPLE_RETENTION,
    fiveMinuteRetentionMs: values.RETENTION_FIVE_MINUTES,
    hourlyRetentionMs: values.RETENTION_HOURS,
    /** An incident takes its events with it, so they never stay longer. */
    eventRetentionMs: Math.min(values.RETENTION_EVENTS, values.RETENTION_HISTORY),
    historyRetentionMs: values.RETENTION_HISTORY,
    adminEmail: values.ADMIN_EMAIL ?? null,
    adminPassword: values.ADMIN_PASSWORD ?? null,
    registration: values.REGISTRATION ?? null,
    signInAccountLimit: values.SIGN_IN_ACCOUNT_LIMIT,
    signInAddressLimit: values.SIGN_IN_ADDRESS_LIMIT,
    signInWindowMs: values.SIGN_IN_WINDOW,
    hubUrl: values.HUB_URL ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    webhookAllowCidrs: values.WEBHOOK_ALLOW_CIDRS,
    proxies: {
      https: values.HTTPS_PROXY ?? null,
      http: values.HTTP_PROXY ?? null,
      except: values.NO_PROXY,
    },
    telegramBotToken: values.TELEGRAM_BOT_TOKEN ?? null,
    telegramApiUrl: values.TELEGRAM_API_URL,
    mail: mailOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

/** The installation's own mail: its server, and who mail is from; null: none. */
function mailOf({ SMTP_URL: server, SMTP_FROM }: z.output<typeof schema>): OwnMail | null {
  if (server === undefined) return null;
  const from = SMTP_FROM ?? readMailSender(server.user ?? "");
  return from === null ? null : { server, from };
}

export type OwnMail = { server: MailServer; from: MailSender };

export type Env = ReturnType<typeof parseEnv>;

let current: Env | null = null;

/** The settings of this process, parsed at first use. Throws EnvError (see parseEnv). */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/**
 * Tells next-auth where the hub is: at HUB_URL, else at the host of each request, as it was settled (forwarded.ts). Without
 * this it would take every hub for http://localhost:3000. These variables are the only way to configure that.
 */
export function tellNextAuth(): void {
  const { hubUrl } = env();
  if (hubUrl === null) process.env.AUTH_TRUST_HOST = "1";
  else process.env.NEXTAUTH_URL = hubUrl;
}
