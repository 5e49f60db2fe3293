import { ingestWeb } from "@/lib/ingest/web-adapter";

export const dynamic = "force-dynamic";
export const POST = ingestWeb;
