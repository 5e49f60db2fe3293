import { randomUUID } from "node:crypto";
import { env } from "@/lib/base/env";
import { logger } from "@/lib/base/logger";
import { runProcess } from "@/lib/base/run-process";
import { database } from "@/lib/db/client";
import { Lease } from "@/lib/db/leases/lease";
import { releaseLeases } from "@/lib/db/leases/mutations";
import { takeWorkerSlot } from "@/lib/db/leases/worker-slot";
import { ensureInstanceSecret } from "@/lib/db/secrets/instance-secret";
import { whenAvailable } from "@/lib/db/when-available";
import { ReachabilityChecker } from "@/lib/events/reachability/reachability-checker";
import { signOffWorker } from "@/lib/heartbeat/mutations";
import { guardedAgent } from "@/lib/http/outbound-agent";
import { sealClearText } from "@/lib/notifications/channels/seal-clear-text-mutations";
import { NewDeliveries } from "@/lib/notifications/outbox/new-deliveries";
import { Outbox } from "@/lib/notifications/outbox/outbox";
import { releaseDeadWorkers } from "@/lib/notifications/outbox/release-dead-workers-mutations";
import { TelegramListener } from "@/lib/notifications/telegram-bot/listener";
import { telegramAccess } from "@/lib/notifications/transports/telegram/access";
import { keptNetworks, readAllowedNetworks } from "@/lib/people/instance/allowed-networks";
import { canariesJob } from "./jobs/canaries";
import { deadmanJob } from "./jobs/deadman";
import { flappingJob } from "./jobs/flapping";
import { hearingJob } from "./jobs/hearing";
import { heartbeatJob } from "./jobs/heartbeat";
import { historyJob } from "./jobs/history";
import { replanJob } from "./jobs/replan";
import { retentionJob } from "./jobs/retention";
import { rulesJob } from "./jobs/rules";
import { snoozesJob } from "./jobs/snoozes";
import { turnsJob } from "./jobs/turns";
import { windowsJob } from "./jobs/windows";
import { scheduleJobs } from "./schedule";

const STOP_LIMIT_MS = 15_000;

runProcess("worker", async () => {
  const log = logger("worker");
  const db = await database();
  const { sealKey } = await whenAvailable("worker", () => ensureInstanceSecret(db));
  await sealClearText({ database: db, sealKey });
  const worker = { id: `worker_${randomUUID()}`, startedAtMs: Date.now() };
  const place = takeWorkerSlot({ folder: env().dataDir, workerId: worker.id });
  await whenAvailable("worker", () => releaseDeadWorkers(db, place.dead));
  place.forget();
  const transports = {
    database: db,
    agent: guardedAgent({
      allow: keptNetworks({ read: async () => (await readAllowedNetworks(db)).networks }),
      proxies: env().proxies,
    }),
    sealKey,
  };
  const outbox = new Outbox(transports, { url: env().hubUrl, workerId: worker.id });
  const listener = new TelegramListener({ ...transports, telegram: telegramAccess(), workerId: worker.id });
  const pump = () => {
    outbox.pump().catch((error: unknown) => log.error({ err: error }, "Claiming failed"));
  };
  const leaseOf = (name: string) => new Lease({ database: db, name, owner: worker.id });
  const url = env().deadmanUrl;
  const { hubUrl, massSilenceHoldMs: massHoldMs } = env();
  const checker =
    hubUrl === null
      ? null
      : new ReachabilityChecker({ database: db, url: hubUrl, massHoldMs, onChecked: pump });
  const jobs = [
    windowsJob({ database: db }),
    heartbeatJob({
      database: db,
      worker,
      checkIntervalMs: env().checkIntervalMs,
      policy: { massHoldMs, flapWindowMs: env().flapWindowMs, awaitsReachability: checker !== null },
      onOutage() {
        pump();
        void checker?.check();
      },
    }),
    flappingJob({ database: db, windowMs: env().flapWindowMs, onSettled: pump }),
    rulesJob({ database: db, flapWindowMs: env().flapWindowMs, onTold: pump }),
    snoozesJob({ database: db, onTold: pump }),
    turnsJob({ database: db, onTold: pump }),
    canariesJob({ database: db, onTold: pump }),
    { name: "deliveries", run: () => outbox.each.pump() },
    { name: "gathered_deliveries", run: () => outbox.gathered.pump() },
    { name: "telegram_listener", run: () => listener.keepListening() },
    hearingJob({
      database: db,
      lease: leaseOf("hearing"),
      deafAfterMs: env().hubDeafAfterMs,
      onTold: pump,
    }),
    ...(url === null ? [] : [deadmanJob({ database: db, lease: leaseOf("deadman"), url })]),
    replanJob({ database: db }),
    historyJob({ database: db, lease: leaseOf("history") }),
    retentionJob({
      database: db,
      lease: leaseOf("retention"),
      keep: {
        samplesMs: env().sampleRetentionMs,
        eventsMs: env().eventRetentionMs,
        historyMs: env().historyRetentionMs,
        fiveMinutesMs: env().fiveMinuteRetentionMs,
        hoursMs: env().hourlyRetentionMs,
      },
    }),
  ];
  const newDeliveries = new NewDeliveries(db, pump);
  const schedule = scheduleJobs(jobs, {
    onHang(job) {
      log.fatal({ job }, "A job hangs; the worker exits so that it is restarted");
      process.exit(1);
    },
  });
  log.info(
    { checkIntervalMs: env().checkIntervalMs, offlineAfterMs: env().offlineAfterMs },
    "Heartbeat monitor started",
  );
  return {
    async stop() {
      await schedule.stop(STOP_LIMIT_MS);
      await newDeliveries.stop();
      await checker?.stop();
      await Promise.all([outbox.stop(), listener.stop()]);
      await releaseLeases(db, worker.id);
      await signOffWorker({ id: worker.id, nowMs: Date.now() });
      place.leave();
      await db.close();
      log.info("Heartbeat monitor stopped");
    },
  };
});
