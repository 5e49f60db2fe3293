import { cn } from "@/components/ui/cn";

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5 font-semibold tracking-tight", className)}>
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden>
        <title>LunaSentri</title>
        <rect width="32" height="32" rx="8" fill="#1b1e36" />
        <path
          d="M20.6 22.9A9.2 9.2 0 0 1 13.2 7.4a.6.6 0 0 0-.8-.8 10 10 0 1 0 13 13 .6.6 0 0 0-.8-.7 9.2 9.2 0 0 1-4 4Z"
          fill="#c3c9ff"
        />
      </svg>
      LunaSentri
    </span>
  );
}
