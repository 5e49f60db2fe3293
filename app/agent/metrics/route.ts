import { ingestWeb } from "@/lib/detection/ingest/web-adapter";

export const dynamic = "force-dynamic";
export const POST = ingestWeb;
