import { useEffect, useState } from "react";

const QUIET_MS = 350;

/** A text that changes while somebody types, as it was when the typing last paused. */
export function useDeferredText(text: string): string {
  const [deferred, setDeferred] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setDeferred(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return deferred;
}
