import { AsyncLocalStorage } from "node:async_hooks";
import { processState } from "./process-state";

type RequestContext = {
  /** The address that the request came from. */
  address: string;
};

const storage = () => processState("request-context", () => new AsyncLocalStorage<RequestContext>());

/** Runs what answers a request; whatever it calls can find out where the request came from. */
export function inRequest<T>(context: RequestContext, run: () => Promise<T>): Promise<T> {
  return storage().run(context, run);
}

/** The address of the request that is being answered; null: this is not part of any. */
export function requestAddress(): string | null {
  return storage().getStore()?.address ?? null;
}
