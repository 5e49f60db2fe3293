"use client";

import { type FormEvent, useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ApiError } from "@/lib/http/api-client";

type FormState = { pending: boolean; error: string | null; fields: Record<string, string> };

const IDLE: FormState = { pending: false, error: null, fields: {} };

/**
 * Runs a form: `send` gets the form data and throws ApiError when the hub refuses. The input stays, each invalid field
 * shows its message until it is changed, and the first one gets the focus.
 */
export function useSubmit(send: (form: FormData) => Promise<void>) {
  const [state, setState] = useState(IDLE);
  const isRunning = useRef(false);
  const forget = useCallback(({ target }: Event) => {
    const { name } = target as HTMLInputElement;
    setState((last) => (name in last.fields ? { ...last, fields: without(last.fields, name) } : last));
  }, []);

  const onSubmit = useCallback(
    async (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (isRunning.current) return;
      isRunning.current = true;
      setState({ ...IDLE, pending: true });
      try {
        await send(new FormData(form));
        setState(IDLE);
      } catch (failure) {
        // Rendered immediately, so that the invalid field can be found below.
        flushSync(() => setState(failed(failure)));
        // A message about a value that has changed would be wrong. Adding the same listener again has no effect.
        form.addEventListener("input", forget);
        form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      } finally {
        isRunning.current = false;
      }
    },
    [send, forget],
  );

  return { ...state, onSubmit };
}

function without(fields: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

function failed(failure: unknown): FormState {
  const fields = failure instanceof ApiError ? failure.fields : {};
  const message = failure instanceof Error ? failure.message : String(failure);
  // The messages beside the fields are enough.
  return { pending: false, error: Object.keys(fields).length > 0 ? null : message, fields };
}
