import { CircleAlert } from "lucide-react";

/** The error of the whole form; screen readers announce it. */
export function FormError({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-md border border-offline/40 bg-offline/8 px-3 py-2 text-offline"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>{message}</span>
    </p>
  );
}
