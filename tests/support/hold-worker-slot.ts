import { takeWorkerSlot } from "@/lib/db/leases/worker-slot";

// Takes a worker slot as a worker does and keeps it until it is killed: node --import tsx hold-worker-slot.ts FOLDER WORKER
const [, , folder = "", workerId = ""] = process.argv;
takeWorkerSlot({ folder, workerId });
process.send?.("held");
setInterval(() => {}, 60_000);
