"use client";

import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ApiError } from "@/lib/http/api-client";
import { strangersIn, unchangedIn, valuesOf } from "./refused-fields";

type FormState = {
  pending: boolean;
  error: string | null;
  fields: Record<string, string>;
  /** The network that has to be allowed first; null: it is not about one. */
  network: string | null;
};

const IDLE: FormState = { pending: false, error: null, fields: {}, network: null };

/**
 * Runs a form that spreads `handlers`: `send` gets the form data and throws ApiError when the hub refuses. The input
 * stays, each invalid field shows its message until it holds something else, and the first one gets the focus.
 */
export function useSubmit(send: (form: FormData) => Promise<void>) {
  const [state, setState] = useState(IDLE);
  const [changes, setChanges] = useState(0);
  const isRunning = useRef(false);
  const refused = useRef<{ form: HTMLFormElement; values: ReturnType<typeof valuesOf> } | null>(null);

  // A message about a value that has changed would be wrong. What the form holds is read after React has rendered the
  // change: a button may change a field too, and state set before React has seen a key would undo that key.
  useEffect(() => {
    if (changes === 0 || refused.current === null) return;
    const { form, values } = refused.current;
    const now = valuesOf(new FormData(form));
    setState((last) => {
      const fields = unchangedIn({ fields: last.fields, refused: values, now });
      return fields === last.fields ? last : { ...last, fields, network: null };
    });
  }, [changes]);

  const onChanged = useCallback(() => {
    if (refused.current !== null) setChanges((count) => count + 1);
  }, []);

  const onSubmit = useCallback(
    async (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = event.currentTarget;
      if (isRunning.current) return;
      isRunning.current = true;
      refused.current = null;
      setState({ ...IDLE, pending: true });
      const data = new FormData(form);
      const values = valuesOf(data);
      try {
        await send(data);
        setState(IDLE);
      } catch (failure) {
        refused.current = { form, values };
        const names = [...form.elements].map((element) => element.getAttribute("name") ?? "");
        // Rendered immediately, so that the invalid field can be found below.
        flushSync(() => setState(failed(failure, names)));
        form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
        // Somebody may have typed on meanwhile.
        onChanged();
      } finally {
        isRunning.current = false;
      }
    },
    [send, onChanged],
  );

  return { ...state, handlers: { onSubmit, onInput: onChanged, onClick: onChanged } };
}

function failed(failure: unknown, names: readonly string[]): FormState {
  const fields = failure instanceof ApiError ? failure.fields : {};
  const message = failure instanceof Error ? failure.message : String(failure);
  // The messages beside the fields are enough, if every one of them has a field.
  const strangers = strangersIn({ fields, names });
  const error = Object.keys(fields).length === 0 ? message : strangers.join(" ") || null;
  return { pending: false, error, fields, network: failure instanceof ApiError ? failure.network : null };
}
