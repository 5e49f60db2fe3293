"use client";

import { type FormEvent, useCallback, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ApiError } from "@/lib/http/api-client";

type FormState = { pending: boolean; error: string | null; fields: Record<string, string> };

const IDLE: FormState = { pending: false, error: null, fields: {} };

/**
 * Runs a form: `send` gets what was typed and throws ApiError when it is refused. What was typed stays, each refused
 * field gets its sentence, until it is changed, and the first of them the focus.
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
        // Drawn at once: the field can be found by its mark only then.
        flushSync(() => setState(failed(failure)));
        // A sentence about what stands there no longer would contradict the field. Listened to once, however often.
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
  // The sentence beside the field says it already.
  return { pending: false, error: Object.keys(fields).length > 0 ? null : message, fields };
}
