import { processState } from "@/lib/base/process-state";

/** The address of this web process's own port; null until it listens. */
export const ownAddress = () => processState<{ url: string | null }>("own-address", () => ({ url: null }));
